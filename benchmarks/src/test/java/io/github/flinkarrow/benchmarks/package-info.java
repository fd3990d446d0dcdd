/* SPDX-License-Identifier: Apache-2.0 */
/** That the benchmarks run, and refuse to give figures of what is wrong. */
package io.github.flinkarrow.benchmarks;
