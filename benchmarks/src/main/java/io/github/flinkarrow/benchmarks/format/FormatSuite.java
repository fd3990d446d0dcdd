/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.benchmarks.results.FormatResult;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
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

/**
 * Which of the format's benchmarks are run, and for how long.
 *
 * @param methods regular expressions of {@code Class.method}
 * @param parameters values instead of those that a class names
 * @param rows of the tables
 * @param forks processes a method; 0 for this one, which is for tests
 * @param warmups iterations that are not measured
 * @param iterations that are
 * @param milliseconds of an iteration
 */
public record FormatSuite(
        List<String> methods,
        Map<String, List<String>> parameters,
        long rows,
        int forks,
        int warmups,
        int iterations,
        long milliseconds) {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /**
     * Runs them.
     *
     * @param data the directory of the tables
     * @throws RunnerException if one fails, which one does whose readers disagree
     */
    public List<FormatResult> run(Path data) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
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
        String prefix = FormatSuite.class.getPackageName().replace(".", "\\.") + "\\.";
        methods.forEach(method -> options.include(prefix + method));
        parameters.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.stream().map(FormatSuite::result).toList();
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
                allocation == null ? 0 : allocation.getScore());
    }
}
