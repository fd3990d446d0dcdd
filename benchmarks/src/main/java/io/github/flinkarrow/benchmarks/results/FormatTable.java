/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The format's benchmarks in one table of medians, beside the method that each is held against. */
final class FormatTable {

    private static final double MEBIBYTE = 1 << 20;

    private static final Map<String, String> PEERS =
            Map.ofEntries(
                    Map.entry("arrays", "arrowJavaBuffers"),
                    Map.entry("arraysMapped", "arrowJavaBuffers"),
                    Map.entry("rows", "arrowJavaGetters"),
                    Map.entry("rowsMapped", "arrowJavaGetters"),
                    Map.entry("rowsFullyValidated", "arrowJavaGetters"),
                    Map.entry("twoColumns", "arrays"),
                    Map.entry("bulkWriter", "arrowJava"),
                    Map.entry("bulkWriterWithoutStatistics", "arrowJava"),
                    Map.entry("footer", "arrowJavaFooter"),
                    Map.entry("independentBlocks", "lz4JavaFileBlocks"),
                    Map.entry("lz4JavaFileBlocks", "lz4JavaBlocks"),
                    Map.entry("linkedBlocks", "arrowJavaLinkedBlocks"));

    private final Grid grid =
            new Grid(
                    3,
                    "benchmark",
                    "method",
                    "with",
                    "median",
                    "allocated MiB",
                    "times as fast as",
                    "");

    static Grid of(List<FormatResult> results) {
        return new FormatTable(results).grid;
    }

    private FormatTable(List<FormatResult> results) {
        for (FormatResult result : results) {
            Optional<FormatResult> peer = peer(results, result);
            grid.add(
                    result.benchmark(),
                    method(result),
                    result.parameters().entrySet().stream()
                            .filter(parameter -> !FormatResult.UNTOLD.contains(parameter.getKey()))
                            .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                            .collect(Collectors.joining(", ")),
                    text("%.3f %s", result.median(), result.unit()),
                    text("%.2f", result.allocatedBytes() / MEBIBYTE),
                    peer.map(FormatResult::method).orElse("-"),
                    peer.map(of -> text("%.2f", of.median() / result.median())).orElse("-"));
        }
    }

    /** Parquet has no LZ4 that is read everywhere: its files have another codec there. */
    private static String method(FormatResult result) {
        boolean isSnappy =
                result.method().equals("parquet")
                        && "LZ4_FRAME".equals(result.parameters().get("compression"));
        return isSnappy ? "parquet (Snappy)" : result.method();
    }

    private static Optional<FormatResult> peer(List<FormatResult> results, FormatResult of) {
        return results.stream()
                .filter(
                        other ->
                                other.benchmark().equals(of.benchmark())
                                        && other.parameters().equals(of.parameters())
                                        && other.method().equals(PEERS.get(of.method())))
                .findFirst();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
