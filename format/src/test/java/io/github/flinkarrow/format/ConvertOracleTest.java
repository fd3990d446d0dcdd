/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.Conversions.Contents;
import io.github.flinkarrow.format.testing.Oracle;
import io.github.flinkarrow.format.testing.OracleIpc;
import io.github.flinkarrow.format.testing.OracleVectors;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Compares what arrow-java reads of converted files and streams. */
@Oracle
class ConvertOracleTest {

    /** What arrow-java cannot read of anybody, and what it says then. */
    private static final Map<String, Set<String>> UNREADABLE =
            Map.of(
                    "Library only supports 128-bit and 256-bit decimal values",
                    Set.of(
                            "generated_decimal32.arrow_file",
                            "generated_decimal32.stream",
                            "0000-file.arrow",
                            "0003-file-zstd.arrow",
                            "0005-file-lz4.arrow",
                            "0011-stream.arrows",
                            "0016-file.arrow",
                            "0018-stream-zstd.arrows",
                            "0021-stream-zstd.arrows",
                            "0030-file-lz4.arrow",
                            "0032-file.arrow",
                            "0033-stream-zstd.arrows",
                            "0036-stream.arrows"),
                    // Children of one struct that have one name are one child to it.
                    "not all nodes, buffers and variadicBufferCounts were consumed",
                    Set.of(
                            "generated_duplicate_fieldnames.arrow_file",
                            "generated_duplicate_fieldnames.stream"));

    private final RootAllocator oracle = new RootAllocator();

    @AfterEach
    void everythingWasGivenBack() {
        oracle.close();
    }

    static List<Path> files() throws IOException {
        return Conversions.everyFile();
    }

    @ParameterizedTest
    @MethodSource("files")
    void arrowJavaReadsWhatIsConverted(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Contents original = Conversions.read(bytes);
        for (ConvertOptions way : Conversions.everyWay()) {
            byte[] converted = Conversions.convert(bytes, way);
            String reason = reason(path.getFileName().toString());
            if (reason == null) {
                compare(path + " as " + way, original, way.container(), converted);
            } else {
                assertThatThrownBy(() -> compare("", original, way.container(), converted))
                        .hasMessageContaining(reason);
            }
        }
    }

    private static String reason(String file) {
        return UNREADABLE.entrySet().stream()
                .filter(entry -> entry.getValue().contains(file))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(null);
    }

    private void compare(String where, Contents original, IpcContainer container, byte[] converted)
            throws IOException {
        try (ArrowReader reader = OracleIpc.reader(container, converted, oracle)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            for (int i = 0; i < original.batches().size(); i++) {
                assertThat(reader.loadNextBatch()).as(where).isTrue();
                assertThat(root.getRowCount()).as(where).isEqualTo(original.rowCounts().get(i));
                for (int c = 0; c < original.schema().fields().size(); c++) {
                    Columns.assertEqual(
                            where + ": batch " + i + ": column " + c,
                            values(root.getVector(c), reader),
                            original.batches().get(i).get(c));
                }
            }
            assertThat(reader.loadNextBatch()).as(where).isFalse();
        }
    }

    private static List<Object> values(FieldVector vector, ArrowReader reader) throws IOException {
        var dictionaries = reader.getDictionaryVectors();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < vector.getValueCount(); i++) {
            values.add(OracleVectors.value(vector, i, id -> dictionaries.get(id).getVector()));
        }
        return values;
    }
}
