/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.types.variant.BinaryVariant;
import org.apache.flink.types.variant.Variant;

import io.github.flinkarrow.format.array.StructArray;

/** Structs of the binary children {@code metadata} and {@code value}, read as VARIANT. */
final class VariantColumn extends Column {

    private final Column metadata;
    private final Column values;

    VariantColumn(StructArray array, Column metadata, Column values) {
        super(array);
        this.metadata = metadata;
        this.values = values;
    }

    @Override
    int firstUnfit(int from) {
        for (int i = from; i < length(); i++) {
            // What is below a NULL may be anything.
            boolean valid = !isNullAt(i) && !metadata.isNullAt(i) && !values.isNullAt(i);
            if (valid && fault(i) != null) {
                return i;
            }
        }
        return length();
    }

    @Override
    String describe(int index) {
        return "(a variant whose " + fault(index) + ")";
    }

    private String fault(int index) {
        return VariantBytes.fault(metadata.getBinary(index), values.getBinary(index));
    }

    @Override
    Variant getVariant(int index) {
        return new BinaryVariant(values.getBinary(index), metadata.getBinary(index));
    }
}
