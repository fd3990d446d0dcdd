/* SPDX-License-Identifier: Apache-2.0 */
/** How cost grows with blocks, columns and files. */
package io.github.flinkarrow.benchmarks.growth;
