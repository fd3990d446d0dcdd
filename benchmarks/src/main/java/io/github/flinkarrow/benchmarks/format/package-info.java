/* SPDX-License-Identifier: Apache-2.0 */
/** The format without Flink's runtime, beside arrow-java in the same process. */
package io.github.flinkarrow.benchmarks.format;
