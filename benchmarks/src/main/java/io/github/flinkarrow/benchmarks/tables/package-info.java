/* SPDX-License-Identifier: Apache-2.0 */
/** The tables that are read and written: made of the index of a row, and the same whoever asks. */
package io.github.flinkarrow.benchmarks.tables;
