/* SPDX-License-Identifier: Apache-2.0 */
/** Benchmarks against the peers, in one run. */
package io.github.flinkarrow.benchmarks;
