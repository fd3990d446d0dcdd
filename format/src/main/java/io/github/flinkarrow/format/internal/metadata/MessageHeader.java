/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

/** What a {@link Message} is about. */
public sealed interface MessageHeader
        permits SchemaHeader, RecordBatchHeader, DictionaryBatchHeader {}
