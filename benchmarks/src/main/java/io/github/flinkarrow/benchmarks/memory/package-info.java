/* SPDX-License-Identifier: Apache-2.0 */
/** Reading in the memory of a default task manager: what is held over time. */
package io.github.flinkarrow.benchmarks.memory;
