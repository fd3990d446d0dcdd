/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

import io.github.flinkarrow.connector.source.OnBrokenFile;

import java.util.List;

/**
 * The options of the connector besides those of the format and of Flink's file system connector.
 */
@PublicEvolving
public final class ArrowIpcConnectorOptions {

    public static final ConfigOption<MemorySize> SPLIT_MIN_BYTES =
            ConfigOptions.key("split.min-bytes")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(32))
                    .withDescription(
                            "Neighbouring record batches are packed into splits of at least so many"
                                    + " bytes, but never more than a quarter of an even share of the"
                                    + " readers. 0 makes it one split a record batch.");

    public static final ConfigOption<Boolean> SPLIT_STREAMS =
            ConfigOptions.key("split.streams")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether streams are split as files are. Planning then reads the headers"
                                    + " of all their messages.");

    public static final ConfigOption<OnBrokenFile> ON_BROKEN_FILE =
            ConfigOptions.key("on-broken-file")
                    .enumType(OnBrokenFile.class)
                    .defaultValue(OnBrokenFile.FAIL)
                    .withDescription(
                            "What becomes of a file that cannot be read: 'fail' fails the query,"
                                    + " 'skip' leaves the file out, with a warning.");

    public static final ConfigOption<Integer> SCAN_PARALLELISM =
            ConfigOptions.key("scan.parallelism")
                    .intType()
                    .noDefaultValue()
                    .withDescription(
                            "How many readers there are. If not set it is Flink's default, or what"
                                    + " the bytes to read ask for where Flink infers it (in batch).");

    private ArrowIpcConnectorOptions() {}

    static List<ConfigOption<?>> all() {
        return List.of(SPLIT_MIN_BYTES, SPLIT_STREAMS, ON_BROKEN_FILE, SCAN_PARALLELISM);
    }
}
