/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Input that cannot be read fails before a job runs, with one message that names it. */
class BadInputTest {

    @TempDir private Path directory;

    @Test
    void aPathThatDoesNotExist() {
        assertThatThrownBy(building(directory.resolve("missing")))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageMatching("file:/.*/missing: no such file or directory");
    }

    @Test
    void aDirectoryWithoutData() throws IOException {
        Files.createDirectories(directory.resolve("empty/_hidden"));
        Files.writeString(directory.resolve("empty/_hidden/a.arrow"), "never looked at");

        assertThatThrownBy(building(directory.resolve("empty")))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageMatching(
                        "file:/.*/empty/?: the directory holds no data"
                                + " \\(names with a leading '_' or '.' are not data\\)");
    }

    @Test
    void anEmptyFile() throws IOException {
        assertThatThrownBy(building(file(new byte[0])))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("bad.arrow: ")
                .hasMessageContaining("empty");
    }

    @Test
    void aTextFile() throws IOException {
        assertThatThrownBy(building(file("id,name\n1,text\n".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("bad.arrow: ");
    }

    @Test
    void aFeatherV1File() throws IOException {
        assertThatThrownBy(building(file("FEA1 and the rest".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.arrow: ")
                .hasMessageContaining("Feather V1");
    }

    @Test
    void aTruncatedFile() throws IOException {
        Path whole = directory.resolve("whole.arrow");
        ArrowFiles.write(whole, 2, 10);
        byte[] bytes = Files.readAllBytes(whole);

        assertThatThrownBy(building(file(Arrays.copyOf(bytes, bytes.length - 100))))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("bad.arrow: ");
    }

    @Test
    void aColumnThatDoesNotExist() throws IOException {
        Path file = directory.resolve("a.arrow");
        ArrowFiles.write(file, 1, 1);

        assertThatThrownBy(
                        () ->
                                ArrowIpcSource.forPaths(
                                                new org.apache.flink.core.fs.Path(file.toUri()))
                                        .withColumns("text", "nmae")
                                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no column 'nmae' among [id, text]");
    }

    @Test
    void aColumnThatFlinkCannotHoldIsLeftOutUnlessItIsAskedFor() throws IOException {
        Path file = directory.resolve("a.arrow");
        List<Field> fields =
                List.of(
                        Field.nullable("id", new ArrowType.Int(32, true)),
                        Field.nullable("nothing", new ArrowType.FixedSizeBinary(0)));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Schema schema = new Schema(fields, KeyValueMetadata.EMPTY);
            new IpcFileWriter(channel, schema, WriteOptions.DEFAULT).finish();
        }
        ArrowIpcSourceBuilder source =
                ArrowIpcSource.forPaths(new org.apache.flink.core.fs.Path(file.toUri()));

        assertThat(source.build().rowType().getFieldNames()).containsExactly("id");
        assertThat(source.withColumns("id").build().rowType().getFieldCount()).isOne();
        assertThatThrownBy(() -> source.withColumns("nothing").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.arrow: column 'nothing': ")
                .hasMessageContaining("zero bytes");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("bad.arrow"), bytes);
    }

    private static ThrowingCallable building(Path path) {
        return () ->
                ArrowIpcSource.forPaths(new org.apache.flink.core.fs.Path(path.toUri())).build();
    }
}
