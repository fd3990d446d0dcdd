/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.types.utils.TypeConversions;

import io.github.flinkarrow.benchmarks.tables.Table;

import java.util.Map;

/** Tables of one environment, in batch mode. */
final class SqlTables {

    private final StreamTableEnvironment environment;

    private SqlTables(StreamTableEnvironment environment) {
        this.environment = environment;
    }

    static SqlTables in(StreamExecutionEnvironment env) {
        return new SqlTables(
                StreamTableEnvironment.create(
                        env, EnvironmentSettings.newInstance().inBatchMode().build()));
    }

    /**
     * Declares a table of a contender.
     *
     * @param options its connector's, {@code connector} among them
     */
    SqlTables with(String name, Table table, Map<String, String> options) {
        TableDescriptor.Builder descriptor =
                TableDescriptor.forConnector(options.get("connector"))
                        .schema(
                                Schema.newBuilder()
                                        .fromRowDataType(
                                                TypeConversions.fromLogicalToDataType(
                                                        table.rowType()))
                                        .build());
        options.forEach(descriptor::option);
        environment.createTemporaryTable(name, descriptor.build());
        return this;
    }

    StreamTableEnvironment environment() {
        return environment;
    }
}
