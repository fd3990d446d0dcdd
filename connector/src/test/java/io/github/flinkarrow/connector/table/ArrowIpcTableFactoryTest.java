/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which options the connector takes, to read and to write. */
class ArrowIpcTableFactoryTest {

    private final TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arrow-ipc.compresion | lz4 | Unsupported options found for 'arrow-ipc'",
                "split.min-byte | 1 | Unsupported options found for 'arrow-ipc'",
                "format | arrow-ipc | Unsupported options found for 'arrow-ipc'",
                "source.path.regex-pattern | .* | Unsupported options found for 'arrow-ipc'",
                "on-broken-file | ignore | Expected one of: [[FAIL, SKIP]]",
                "split.min-bytes | many | Could not parse value 'many'",
                "scan.parallelism | 0 | 'scan.parallelism' must be at least 1 but is 0",
                "source.monitor-interval | 0 ms | 'source.monitor-interval' must be at least 1",
                "auto-compaction | perhaps | Could not parse value 'perhaps'",
                "arrow-ipc.batch.rows | 0 | 'arrow-ipc.batch.rows' must be at least 1 but is 0",
                "arrow-ipc.compression | lzma | Expected one of: [[none, lz4, zstd]]",
            })
    void aWrongOptionIsAnErrorThatSaysWhatIsRight(String key, String value, String message) {
        createTable("t", "id BIGINT", "'%s' = '%s'".formatted(key, value));

        assertThatThrownBy(() -> sql.explainSql("SELECT * FROM t"))
                .hasStackTraceContaining(message);
        assertThatThrownBy(() -> sql.explainSql("INSERT INTO t VALUES (1)"))
                .hasStackTraceContaining(message);
    }

    @Test
    void anUnknownOptionIsAnsweredWithAllThatExist() {
        createTable("t", "id BIGINT", "'split.min-byte' = '1'");

        assertThatThrownBy(() -> sql.explainSql("SELECT * FROM t"))
                .rootCause()
                .hasMessageContaining("Unsupported options:\n\nsplit.min-byte\n")
                .hasMessageContaining("\nsplit.min-bytes\n")
                .hasMessageContaining("\narrow-ipc.batch.rows\n")
                .hasMessageContaining("\nsink.parallelism\n");
    }

    private void createTable(String name, String columns, String option) {
        sql.executeSql(
                "CREATE TABLE %s (%s) WITH ('connector' = 'arrow-ipc', 'path' = 'file:/data', %s)"
                        .formatted(name, columns, option));
    }
}
