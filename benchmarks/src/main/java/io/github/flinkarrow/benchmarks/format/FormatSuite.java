/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.benchmarks.results.FormatResult;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which of the format's benchmarks are run, and for how long.
 *
 * @param rows of the tables
 * @param forks processes a method; 0 for this one, which is for tests
 * @param warmups iterations that are not measured
 * @param iterations that are
 * @param milliseconds of an iteration
 */
public record FormatSuite(
        List<Selection> selections,
        long rows,
        int forks,
        int warmups,
        int iterations,
        long milliseconds) {

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String COLLECTOR = "gc.";

    /**
     * Some methods, and what they are run with.
     *
     * @param methods a regular expression of {@code Class.method}
     * @param parameters values instead of those that the class names
     */
    public record Selection(String methods, Map<String, List<String>> parameters) {

        /** With all values that the class names. */
        public static Selection of(String methods) {
            return new Selection(methods, Map.of());
        }

        /** With one value of a parameter. */
        public Selection with(String name, String value) {
            Map<String, List<String>> values = new HashMap<>(parameters);
            values.put(name, List.of(value));
            return new Selection(methods, values);
        }
    }

    /**
     * Runs a selection.
     *
     * @param containing only methods whose {@code Class.method} contains this, in any case
     * @param data the directory of the tables
     * @return none if there are no such methods
     * @throws RunnerException if one fails, which one does whose readers disagree
     */
    public List<FormatResult> run(Selection selection, String containing, Path data)
            throws RunnerException {
        String prefix = FormatSuite.class.getPackageName().replace(".", "\\.") + "\\.";
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(
                                "(?i)(?=.*%s)%s(?-i)(%s)"
                                        .formatted(
                                                Pattern.quote(containing),
                                                prefix,
                                                selection.methods()))
                        .param("data", data.toAbsolutePath().toString())
                        .param("rows", Long.toString(rows))
                        .forks(forks)
                        .warmupIterations(warmups)
                        .warmupTime(TimeValue.milliseconds(milliseconds))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.milliseconds(milliseconds))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT);
        selection
                .parameters()
                .forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            return results.stream().map(FormatSuite::result).toList();
        } catch (NoBenchmarksException e) {
            return List.of();
        }
    }

    private static FormatResult result(RunResult run) {
        BenchmarkParams params = run.getParams();
        Map<String, String> parameters = new HashMap<>();
        params.getParamsKeys().forEach(key -> parameters.put(key, params.getParam(key)));
        String name = params.getBenchmark();
        int method = name.lastIndexOf('.');
        int type = name.lastIndexOf('.', method - 1);
        Result<?> time = run.getPrimaryResult();
        Result<?> allocation = run.getSecondaryResults().get(ALLOCATION);
        return new FormatResult(
                name.substring(type + 1, method).replace("Benchmark", ""),
                name.substring(method + 1),
                parameters,
                time.getStatistics().getPercentile(50),
                time.getScoreUnit().replace("/op", ""),
                allocation == null ? 0 : allocation.getScore(),
                counters(run));
    }

    private static Map<String, Double> counters(RunResult run) {
        Map<String, Double> counters = new HashMap<>();
        run.getSecondaryResults()
                .forEach(
                        (name, result) -> {
                            if (!name.startsWith(COLLECTOR)) {
                                counters.put(name, result.getScore());
                            }
                        });
        return counters;
    }
}
