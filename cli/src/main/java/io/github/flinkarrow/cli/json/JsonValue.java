/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryLikeArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.NullArray;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.schema.ArrowType;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/** Writes the values of one array. */
@FunctionalInterface
interface JsonValue {

    /** Writes the value at an index, which may be null. */
    void write(JsonGenerator out, int index) throws IOException;

    static JsonValue[] ofAll(List<ArrowArray> arrays) {
        JsonValue[] values = new JsonValue[arrays.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(arrays.get(i));
        }
        return values;
    }

    /** Writes the values of an array, nulls among them. */
    static JsonValue of(ArrowArray array) {
        JsonValue valid = valid(array);
        if (!array.hasNulls() || array instanceof NullArray) {
            return valid;
        }
        return (out, index) -> {
            if (array.isNull(index)) {
                out.writeNull();
            } else {
                valid.write(out, index);
            }
        };
    }

    private static JsonValue valid(ArrowArray array) {
        if (array instanceof NullArray) {
            return (out, index) -> out.writeNull();
        } else if (array instanceof BoolArray bits) {
            return (out, index) -> out.writeBoolean(bits.get(index));
        } else if (array instanceof DictionaryArray encoded) {
            JsonValue values = of(encoded.dictionary());
            return (out, index) -> values.write(out, encoded.dictionaryIndex(index));
        } else if (array instanceof RunEndEncodedArray encoded) {
            JsonValue values = of(encoded.values());
            return (out, index) -> values.write(out, encoded.run(index));
        } else if (array instanceof BinaryLikeArray bytes) {
            return isText(bytes.field().type())
                    ? (out, index) -> out.writeString(bytes.getString(index))
                    : (out, index) -> writeHex(out, bytes.get(index));
        } else if (array instanceof FixedSizeBinaryArray bytes) {
            return (out, index) -> writeHex(out, bytes.get(index));
        } else if (array instanceof FixedWidthArray numbers) {
            return JsonNumbers.of(numbers);
        }
        return JsonNesting.of(array);
    }

    private static boolean isText(ArrowType type) {
        return type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View;
    }

    private static void writeHex(JsonGenerator out, byte[] bytes) throws IOException {
        out.writeString(HexFormat.of().formatHex(bytes));
    }
}
