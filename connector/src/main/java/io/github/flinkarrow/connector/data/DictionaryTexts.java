/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.StringData;

import io.github.flinkarrow.format.array.ArrowArray;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The texts of a dictionary, made when they are first asked for and then shared by all rows: what
 * Flink caches in a string, its decoded form, is cached once.
 */
final class DictionaryTexts extends Column {

    private final ArrowArray array;
    private final Column values;
    private final AtomicReferenceArray<StringData> texts;

    DictionaryTexts(ArrowArray array, Column values) {
        super(array);
        this.array = array;
        this.values = values;
        this.texts = new AtomicReferenceArray<>(array.length());
    }

    /** Whether these are the texts of that dictionary. */
    boolean isOf(ArrowArray dictionary) {
        return array == dictionary;
    }

    @Override
    StringData getString(int index) {
        StringData text = texts.getAcquire(index);
        if (text == null) {
            text = values.getString(index);
            texts.setRelease(index, text);
        }
        return text;
    }
}
