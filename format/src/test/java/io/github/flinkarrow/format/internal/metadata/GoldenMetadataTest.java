/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** The metadata of files that other implementations wrote, as it is and broken. */
class GoldenMetadataTest {

    private static final byte[] MAGIC = {'A', 'R', 'R', 'O', 'W', '1'};
    private static final int FILE_START = 8;
    private static final int FILE_END = MAGIC.length + Integer.BYTES;
    private static final int CONTINUATION = -1;

    /** A footer or a message of a file. */
    private record Part(String name, Encoded encoded, boolean footer) {}

    @Test
    void everyGoldenFileIsDecoded() throws Exception {
        assertDecoded(goldenFiles());
    }

    @Test
    void everyFileOfAnotherWriterIsDecoded() throws Exception {
        assertDecoded(interopFiles());
    }

    @Test
    void mutatedGoldenFilesGiveAValueOrATypedError() throws Exception {
        List<Part> parts = new ArrayList<>();
        for (Path file : goldenFiles()) {
            parts.addAll(parts(file));
        }
        assertTimeoutPreemptively(
                Duration.ofMinutes(5),
                () -> {
                    for (int i = 0; i < parts.size(); i++) {
                        Part part = parts.get(i);
                        MetadataMutationTest.mutate(
                                part.encoded(),
                                i,
                                part.footer() ? Encoded::decodeFooter : Encoded::decode);
                    }
                });
    }

    /** Every message and footer decodes, and its schema reads back equal when written again. */
    private static void assertDecoded(List<Path> files) throws Exception {
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            List<Part> parts = parts(file);
            assertThat(parts).as("%s", file).isNotEmpty();
            for (Part part : parts) {
                Schema schema = null;
                if (part.footer()) {
                    schema = part.encoded().decodeFooter().schema();
                } else if (part.encoded().decode().header() instanceof SchemaHeader header) {
                    schema = header.schema();
                }
                if (schema != null) {
                    assertThat(Encoded.schema(schema).decodeSchema())
                            .as(part.name())
                            .isEqualTo(schema);
                }
            }
        }
    }

    private static List<Path> goldenFiles() throws IOException {
        return files(
                TestData.goldenDirectory().resolve("arrow-ipc-stream/integration"),
                ".arrow_file",
                ".stream");
    }

    private static List<Path> interopFiles() throws IOException {
        return files(TestData.interopDirectory(), ".arrow", ".arrows");
    }

    private static List<Path> files(Path directory, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(
                            file ->
                                    Arrays.stream(endings)
                                            .anyMatch(file.getFileName().toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static List<Part> parts(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String name = file.getFileName().toString();
        return Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))
                ? partsOfFile(name, buffer)
                : partsOfStream(name, buffer);
    }

    private static List<Part> partsOfFile(String name, ByteBuffer bytes) throws Exception {
        int end = bytes.limit() - FILE_END;
        int start = end - bytes.getInt(end);
        Encoded encoded = Encoded.footer(bytes.slice(start, end - start));
        List<Part> parts = new ArrayList<>(List.of(new Part(name + " footer", encoded, true)));
        assertThat(start).isGreaterThanOrEqualTo(FILE_START);
        FileFooter footer = encoded.decodeFooter();
        for (int i = 0; i < footer.dictionaryCount(); i++) {
            bytes.position(Math.toIntExact(footer.dictionaryOffset(i)));
            parts.add(new Part(name + " dictionary " + i, next(bytes), false));
        }
        for (int i = 0; i < footer.recordBatchCount(); i++) {
            bytes.position(Math.toIntExact(footer.recordBatchOffset(i)));
            parts.add(new Part(name + " batch " + i, next(bytes), false));
        }
        return parts;
    }

    private static List<Part> partsOfStream(String name, ByteBuffer bytes) throws Exception {
        List<Part> parts = new ArrayList<>();
        Encoded message = next(bytes);
        while (message != null) {
            parts.add(new Part(name + " message " + parts.size(), message, false));
            int body = Math.toIntExact(message.decode().bodyLength());
            bytes.position(bytes.position() + body);
            message = next(bytes);
        }
        return parts;
    }

    /** The message at the position, with or without continuation marker; null at the end. */
    private static Encoded next(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return null;
        }
        int size = bytes.getInt();
        if (size == CONTINUATION) {
            size = bytes.getInt();
        }
        if (size == 0) {
            return null;
        }
        byte[] metadata = new byte[size];
        bytes.get(metadata);
        return new Encoded(metadata);
    }
}
