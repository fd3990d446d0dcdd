/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;
import io.github.flinkarrow.benchmarks.jobs.Sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What targets are made of: each finds a figure in results, or none. */
final class Measures {

    private static final String OURS = "arrow-ipc";

    private Measures() {}

    /** A figure of this project's format in a whole job. */
    static Function<Results, OptionalDouble> job(
            String scenario, BiFunction<JobResult, Measured, Optional<Double>> figure) {
        return results -> inJob(results.jobs(), scenario, OURS, figure);
    }

    /** The median of a whole job in seconds, what it costs anyhow included. */
    static Function<Results, OptionalDouble> jobSeconds(String scenario) {
        return job(scenario, (job, measured) -> Optional.of(JobResult.seconds(measured)));
    }

    /** The net time of a contender in a job over small or large blocks, in seconds. */
    static Function<Results, OptionalDouble> splitSeconds(String scenario, String contender) {
        return results -> inJob(results.splits(), scenario, contender, JobResult::netSeconds);
    }

    /** How many runs in a row, from the first on, took less than so many seconds. */
    static Function<Results, OptionalDouble> runsBelow(
            String scenario, String contender, double seconds) {
        return results ->
                inJob(
                        results.splits(),
                        scenario,
                        contender,
                        (job, measured) -> Optional.of(countBelow(measured.samples(), seconds)));
    }

    private static double countBelow(List<Sample> samples, double seconds) {
        return samples.stream().takeWhile(sample -> sample.seconds() < seconds).count();
    }

    private static OptionalDouble inJob(
            List<JobResult> jobs,
            String scenario,
            String contender,
            BiFunction<JobResult, Measured, Optional<Double>> figure) {
        return jobs.stream()
                .filter(job -> job.scenario().equals(scenario))
                .flatMap(
                        job ->
                                job.contenders().stream()
                                        .filter(one -> one.contender().equals(contender))
                                        .flatMap(one -> figure.apply(job, one).stream()))
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    /** The time of a method in milliseconds; the first with these parameters. */
    static Function<Results, OptionalDouble> method(
            String benchmark, String method, Map<String, String> parameters) {
        return results ->
                find(results, benchmark, method, parameters).stream()
                        .mapToDouble(Measures::milliseconds)
                        .findFirst();
    }

    /** How many times as long as a method another one takes, with the same parameters. */
    static Function<Results, OptionalDouble> timesAsFast(
            String benchmark, String method, String peer, Map<String, String> parameters) {
        return results ->
                find(results, benchmark, method, parameters).stream()
                        .flatMap(
                                ours ->
                                        find(results, benchmark, peer, ours.parameters()).stream()
                                                .map(of -> milliseconds(of) / milliseconds(ours)))
                        .mapToDouble(Double::doubleValue)
                        .findFirst();
    }

    private static Optional<FormatResult> find(
            Results results, String benchmark, String method, Map<String, String> parameters) {
        return results.format().stream()
                .filter(
                        result ->
                                result.benchmark().equals(benchmark)
                                        && result.method().equals(method)
                                        && result.parameters()
                                                .entrySet()
                                                .containsAll(parameters.entrySet()))
                .findFirst();
    }

    private static double milliseconds(FormatResult result) {
        double milliseconds =
                switch (result.unit()) {
                    case "s" -> TimeUnit.SECONDS.toMillis(1);
                    case "ms" -> 1;
                    case "us" -> 1e-3;
                    case "ns" -> 1e-6;
                    default ->
                            throw new IllegalArgumentException("no unit of time: " + result.unit());
                };
        return result.median() * milliseconds;
    }

    /** What a job's memory says. */
    static Function<Results, OptionalDouble> memory(
            String job, ToDoubleFunction<MemoryFigures> figure) {
        return results ->
                results.memory().stream()
                        .filter(account -> account.job().equals(job))
                        .mapToDouble(account -> figure.applyAsDouble(new MemoryFigures(account)))
                        .findFirst();
    }

    /** A figure that stands for itself. */
    static Function<Results, OptionalDouble> figure(String group, String measure, String with) {
        return results ->
                results.figures().stream()
                        .filter(
                                one ->
                                        one.group().equals(group)
                                                && one.measure().equals(measure)
                                                && one.with().equals(with))
                        .mapToDouble(Figure::value)
                        .findFirst();
    }

    /** One figure as so many times another. */
    static Function<Results, OptionalDouble> ratio(
            Function<Results, OptionalDouble> of, Function<Results, OptionalDouble> to) {
        return both(of, to, (one, other) -> one / other);
    }

    /** One figure beyond another. */
    static Function<Results, OptionalDouble> beyond(
            Function<Results, OptionalDouble> of, Function<Results, OptionalDouble> other) {
        return both(of, other, (one, two) -> one - two);
    }

    private static Function<Results, OptionalDouble> both(
            Function<Results, OptionalDouble> first,
            Function<Results, OptionalDouble> second,
            BiFunction<Double, Double, Double> together) {
        return results -> {
            OptionalDouble one = first.apply(results);
            OptionalDouble two = second.apply(results);
            return one.isPresent() && two.isPresent()
                    ? OptionalDouble.of(together.apply(one.getAsDouble(), two.getAsDouble()))
                    : OptionalDouble.empty();
        };
    }
}
