/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * What a {@code .json.gz} beside the golden files says that they hold.
 *
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Integration.html#json-test-data-format">Integration
 *     testing, JSON test data format</a>
 */
public final class GoldenFile {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final JsonNode root;
    private final Schema schema;
    private final Map<Long, JsonNode> dictionaries = new HashMap<>();

    private GoldenFile(JsonNode root) {
        this.root = root;
        this.schema = GoldenSchema.decode(root.path("schema"));
        for (JsonNode dictionary : root.path("dictionaries")) {
            JsonNode column = dictionary.path("data").path("columns").get(0);
            dictionaries.put(dictionary.get("id").asLong(), column);
        }
    }

    /** Reads a file in the JSON format, compressed by gzip. */
    public static GoldenFile read(Path path) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return new GoldenFile(MAPPER.readTree(in));
        }
    }

    public Schema schema() {
        return schema;
    }

    public int batchCount() {
        return root.path("batches").size();
    }

    public int rowCount(int batch) {
        return root.path("batches").get(batch).get("count").asInt();
    }

    /** The values of a column of a batch, as {@link PlainValues} has them. */
    public List<Object> column(int batch, int ordinal) {
        Field field = schema.fields().get(ordinal);
        JsonNode column = root.path("batches").get(batch).path("columns").get(ordinal);
        return new GoldenColumn(dictionaries).values(field, column);
    }

    /** The rows of all batches, each the values of its columns. */
    public List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        for (int batch = 0; batch < batchCount(); batch++) {
            List<List<Object>> columns = new ArrayList<>();
            for (int i = 0; i < schema.fields().size(); i++) {
                columns.add(column(batch, i));
            }
            for (int row = 0; row < rowCount(batch); row++) {
                List<Object> values = new ArrayList<>();
                for (List<Object> column : columns) {
                    values.add(column.get(row));
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
