/* SPDX-License-Identifier: Apache-2.0 */
/** What is compared: each reads and writes the same tables through Flink, in its own format. */
package io.github.flinkarrow.benchmarks.contenders;
