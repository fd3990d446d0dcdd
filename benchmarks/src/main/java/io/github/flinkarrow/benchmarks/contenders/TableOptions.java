/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.core.fs.Path;

import java.util.HashMap;
import java.util.Map;

/** Options of tables under Flink's file system connector. */
final class TableOptions {

    private TableOptions() {}

    static Map<String, String> filesystem(
            String format, Path directory, Map<String, String> settings) {
        Map<String, String> options = new HashMap<>(settings);
        options.put("connector", "filesystem");
        options.put("path", directory.toString());
        options.put("format", format);
        return options;
    }
}
