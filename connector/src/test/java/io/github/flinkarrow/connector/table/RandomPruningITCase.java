/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Random conditions over random rows give the same with statistics and without. */
class RandomPruningITCase {

    private static final int BLOCKS = 30;

    /** Of the first two conditions all blocks but one, and some of the others. */
    private static final int LEAST_PRUNED = 2 * (BLOCKS - 1) + 30;

    /** Each costs a tenth of a second. */
    private static final int CONDITIONS = 30;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private TestTables tables;

    @BeforeEach
    void createEnvironment() {
        tables = TestTables.inBatch(directory);
        tables.sql().getConfig().set("table.local-time-zone", "America/New_York");
    }

    /** Flink filters both; the tables are the same but for the statistics. */
    @ParameterizedTest
    @EnumSource(Connector.class)
    void randomFiltersGiveTheSameRowsWithStatisticsAndWithout(Connector connector)
            throws Exception {
        long seed = Long.getLong("pruning.seed", new Random().nextLong());
        Random random = new Random(seed);
        RandomFilters filters = new RandomFilters(random);
        List<String> conditions =
                Stream.concat(
                                Stream.of("id < 15", "id >= 435"),
                                IntStream.range(0, CONDITIONS)
                                        .mapToObj(i -> filters.condition(i % 3)))
                        .toList();
        var type = Types.row(RandomFilters.COLUMNS);
        var rows = filters.rows(BLOCKS, 15);
        ArrowIpcWriteOptions options = ArrowIpcWriteOptions.DEFAULT.withBatchRows(15);
        for (String table : List.of("pruned", "plain")) {
            ArrowFiles.write(
                    new Path(tables.local(table + "/a").toUri()),
                    type,
                    rows,
                    options.withStatistics(table.equals("pruned")));
            tables.create(connector, table, RandomFilters.COLUMNS);
        }

        Map<Integer, Set<Long>> expected = passing("plain", conditions);
        Map<Integer, Set<Long>> actual = passing("pruned", conditions);

        for (int i = 0; i < conditions.size(); i++) {
            assertThat(actual.get(i))
                    .as("seed %d: %s", seed, conditions.get(i))
                    .isEqualTo(expected.get(i));
        }
        int all = tables.blockReads("plain/a").size();
        int left = tables.blockReads("pruned/a").size();
        assertThat(all - left).as("seed %d: of %d", seed, all).isGreaterThanOrEqualTo(LEAST_PRUNED);
    }

    /** The ids of the rows that pass each condition, all in one job. */
    private Map<Integer, Set<Long>> passing(String table, List<String> conditions)
            throws Exception {
        String query =
                IntStream.range(0, conditions.size())
                        .mapToObj(
                                i ->
                                        "SELECT %d, id FROM %s WHERE %s"
                                                .formatted(i, table, conditions.get(i)))
                        .collect(Collectors.joining(" UNION ALL "));
        Map<Integer, Set<Long>> passing = new TreeMap<>();
        IntStream.range(0, conditions.size()).forEach(i -> passing.put(i, new TreeSet<>()));
        for (Row row : tables.rows(query)) {
            passing.get(row.<Integer>getFieldAs(0)).add(row.getFieldAs(1));
        }
        return passing;
    }
}
