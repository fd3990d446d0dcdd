/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The two codecs of Arrow IPC buffer compression: LZ4 frames and ZSTD frames, from bytes to bytes.
 * The 8-byte length before each compressed buffer belongs to the caller.
 */
package io.github.flinkarrow.format.internal.codec;
