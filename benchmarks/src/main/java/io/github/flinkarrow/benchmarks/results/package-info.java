/* SPDX-License-Identifier: Apache-2.0 */
/** What was measured: kept as JSON, shown as tables and drawn as plots. */
package io.github.flinkarrow.benchmarks.results;
