/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.HostileRead;
import io.github.flinkarrow.format.testing.MemoryInput;
import io.github.flinkarrow.format.testing.Mutation;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes golden files at random and reads them: rows or a typed exception, no leak. */
class MutationFuzzTest {

    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 200);
    private static final long SEED = Long.getLong("fuzz.seed", 20_240_601L);
    private static final int MOST_VALUES = 64;

    static List<String> names() throws IOException {
        return GoldenContainers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void changedFileGivesTheSameRowsOrATypedExceptionHoweverItIsRead(String name)
            throws IOException {
        readMutants(name, GoldenContainers.bytes(name));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void changedTypesNestedInEachOtherGiveTheSameRowsOrATypedException(IpcContainer container)
            throws IOException {
        Schema schema = new Schema(RandomColumns.nestedInEachOther(), KeyValueMetadata.EMPTY);
        List<List<Object>> columns = new RandomColumns(SEED, 0.2).columns(schema, 5);
        byte[] original =
                WrittenBatches.write(container, schema, List.of(columns), WriteOptions.DEFAULT);
        readMutants("nested in a " + container, original);
    }

    private static void readMutants(String name, byte[] original) {
        HostileRead read = new HostileRead(MOST_VALUES);
        Mutation[] mutations = Mutation.values();
        for (int i = 0; i < MUTANTS; i++) {
            long seed = SEED * 1_000_003 + i;
            byte[] mutant = mutations[i % mutations.length].mutant(original, seed);
            try {
                MemoryInput buffered = new MemoryInput(name, mutant, mutant.length, false);
                MemoryInput mapped = new MemoryInput(name, mutant, mutant.length, true);
                HostileRead.Result rows = read.all(buffered);
                assertThat(read.all(mapped)).isEqualTo(rows);
                read.columns(i % 2 == 0 ? buffered : mapped, rows);
            } catch (RuntimeException | Error | IOException e) {
                throw new AssertionError(name + " changed with seed " + seed, e);
            }
        }
    }
}
