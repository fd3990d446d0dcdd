/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Field;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes rows as lines of JSON, in UTF-8. */
public final class JsonRows implements Closeable {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    // The shortest digits, which Double.toString gives since JDK 19 only.
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    private final JsonGenerator generator;
    private final RowShape shape;

    /**
     * @param out is closed with the rows
     */
    public JsonRows(OutputStream out, RowShape shape) throws IOException {
        this.generator = generator(out);
        this.shape = shape;
    }

    /** Of values that follow each other with nothing between them. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out, JsonEncoding.UTF8).setRootValueSeparator(null);
    }

    /** Writes the first rows of a batch. */
    public void write(RecordBatch batch, int rows) throws IOException {
        JsonValue[] columns = JsonValue.ofAll(batch.columns());
        SerializedString[] names = shape == RowShape.OBJECT ? names(batch.schema().fields()) : null;
        for (int row = 0; row < rows; row++) {
            if (names == null) {
                JsonNesting.writeArray(generator, columns, row);
            } else {
                JsonNesting.writeObject(generator, names, columns, row);
            }
            generator.writeRaw('\n');
        }
    }

    static SerializedString[] names(List<Field> fields) {
        return fields.stream()
                .map(field -> new SerializedString(field.name()))
                .toArray(SerializedString[]::new);
    }

    /** Hands on what has been written so far. */
    public void flush() throws IOException {
        generator.flush();
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }
}
