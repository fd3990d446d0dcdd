/* SPDX-License-Identifier: Apache-2.0 */
/** What a run takes of the machine beside time. */
package io.github.flinkarrow.benchmarks.usage;
