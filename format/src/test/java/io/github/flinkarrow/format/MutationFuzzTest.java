/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.ReadAnything;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.TestData;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes golden files at random and reads them: rows or a typed exception, no leak. */
class MutationFuzzTest {

    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 200);
    private static final long SEED = Long.getLong("fuzz.seed", 20_240_601L);

    /** Numbers that arithmetic goes wrong with. */
    private static final int[] EDGES = {
        0, 1, -1, 2, 7, 8, 64, 255, 1 << 16, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.14.1/generated_map.arrow_file",
                "0.14.1/generated_primitive.stream",
                "0.17.1/generated_union.arrow_file",
                "1.0.0-bigendian/generated_nested.arrow_file",
                "1.0.0-bigendian/generated_primitive.stream",
                "1.0.0-littleendian/generated_decimal256.stream",
                "1.0.0-littleendian/generated_dictionary.stream",
                "1.0.0-littleendian/generated_interval.stream",
                "1.0.0-littleendian/generated_nested.arrow_file",
                "1.0.0-littleendian/generated_nested_dictionary.arrow_file",
                "1.0.0-littleendian/generated_nested_dictionary.stream",
                "1.0.0-littleendian/generated_null.arrow_file",
                "1.0.0-littleendian/generated_primitive_large_offsets.arrow_file",
                "1.0.0-littleendian/generated_recursive_nested.stream",
                "1.0.0-littleendian/generated_union.stream",
                "2.0.0-compression/generated_lz4.arrow_file",
                "2.0.0-compression/generated_zstd.stream",
                "cpp-21.0.0/generated_binary_view.arrow_file",
                "cpp-21.0.0/generated_list_view.arrow_file",
                "cpp-21.0.0/generated_run_end_encoded.arrow_file"
            })
    void changedFileGivesRowsOrATypedException(String name) throws IOException {
        Path root = TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
        readMutants(name, Files.readAllBytes(root.resolve(name)));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void changedTypesNestedInEachOtherGiveRowsOrATypedException(IpcContainer container)
            throws IOException {
        Schema schema = new Schema(RandomColumns.nestedInEachOther(), KeyValueMetadata.EMPTY);
        List<List<Object>> columns = new RandomColumns(SEED, 0.2).columns(schema, 5);
        byte[] original =
                WrittenBatches.write(container, schema, List.of(columns), WriteOptions.DEFAULT);
        readMutants("nested in a " + container, original);
    }

    private static void readMutants(String name, byte[] original) {
        for (int i = 0; i < MUTANTS; i++) {
            long seed = SEED * 1_000_003 + i;
            byte[] mutant = mutate(original, new Random(seed));
            try {
                ReadAnything.read(
                        i % 2 == 0
                                ? RecordingInput.of(name, mutant)
                                : RecordingInput.mapped(name, mutant));
            } catch (RuntimeException | Error | IOException e) {
                throw new AssertionError(name + " changed with seed " + seed, e);
            }
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            switch (random.nextInt(6)) {
                case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                case 2 -> {
                    int at = 4 * random.nextInt(bytes.length / 4);
                    view.putInt(at, EDGES[random.nextInt(EDGES.length)]);
                }
                case 3 -> {
                    int at = 8 * random.nextInt(bytes.length / 8);
                    view.putLong(at, EDGES[random.nextInt(EDGES.length)]);
                }
                case 4 -> {
                    // A run from elsewhere: a wrong message in the right place.
                    int length = Math.min(1 + random.nextInt(256), bytes.length / 2);
                    int from = random.nextInt(bytes.length - length);
                    int to = random.nextInt(bytes.length - length);
                    System.arraycopy(original, from, bytes, to, length);
                }
                default -> {
                    int at = 4 * random.nextInt(bytes.length / 4);
                    view.putInt(at, view.getInt(at) + random.nextInt(17) - 8);
                }
            }
        }
        return random.nextInt(20) == 0
                ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))
                : bytes;
    }
}
