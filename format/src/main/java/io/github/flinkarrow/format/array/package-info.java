/* SPDX-License-Identifier: Apache-2.0 */
/** Record batches, typed arrays over their buffers, and builders of both. */
package io.github.flinkarrow.format.array;
