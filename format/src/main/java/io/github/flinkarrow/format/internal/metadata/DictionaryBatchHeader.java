/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

/**
 * The header of a DictionaryBatch message.
 *
 * @param delta whether the values come after those that the dictionary has, instead of replacing
 *     them
 * @param data the values: a batch of one column
 */
public record DictionaryBatchHeader(long id, boolean delta, RecordBatchHeader data)
        implements MessageHeader {}
