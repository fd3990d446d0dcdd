/* SPDX-License-Identifier: Apache-2.0 */
/** Buffers off the heap: pooling, budgets, mapping. */
package io.github.flinkarrow.format.internal.memory;
