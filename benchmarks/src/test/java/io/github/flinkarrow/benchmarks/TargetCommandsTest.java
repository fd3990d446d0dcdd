/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.format.FormatSuite.Selection;
import io.github.flinkarrow.benchmarks.format.ScanComparison;
import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;
import io.github.flinkarrow.benchmarks.jobs.Outcome;
import io.github.flinkarrow.benchmarks.jobs.Sample;
import io.github.flinkarrow.benchmarks.memory.MemoryAccount;
import io.github.flinkarrow.benchmarks.memory.RunMemory;
import io.github.flinkarrow.benchmarks.results.Figure;
import io.github.flinkarrow.benchmarks.results.FigureSuite;
import io.github.flinkarrow.benchmarks.results.FormatResult;
import io.github.flinkarrow.benchmarks.results.JobResult;
import io.github.flinkarrow.benchmarks.results.KnownFigures;
import io.github.flinkarrow.benchmarks.results.Machine;
import io.github.flinkarrow.benchmarks.results.Report;
import io.github.flinkarrow.benchmarks.results.Results;
import io.github.flinkarrow.benchmarks.usage.Usage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the command beside a target selects of the full pass is what the target is made of. */
class TargetCommandsTest {

    private static final Machine MACHINE = new Machine("a processor", 2, 1, "Linux", "a JVM", "2");

    private static final Pattern COMMAND =
            Pattern.compile("`full --only ([a-z,]+)(?: --jobs \"?([^\"`]+)\"?)?`");

    private static final List<String> PARAMETERS =
            List.of("files", "compression", "distinctRows", "blocks", "statistics");

    @TestFactory
    Stream<DynamicTest> itsCommandMeasuresATarget() {
        List<String> targets = rows(Results.none("full", MACHINE));
        return IntStream.range(0, targets.size())
                .mapToObj(
                        i ->
                                DynamicTest.dynamicTest(
                                        targets.get(i),
                                        () ->
                                                assertThat(rows(selected(targets.get(i))).get(i))
                                                        .doesNotContain("not measured")));
    }

    private static List<String> rows(Results results) {
        return new Report(results)
                .toMarkdown()
                .lines()
                .filter(line -> line.contains("`full --only"))
                .toList();
    }

    /** Made-up figures of all that a target's command selects. */
    private static Results selected(String target) {
        Matcher command = COMMAND.matcher(target);
        assertThat(command.find()).as(target).isTrue();
        Set<Pass.Part> parts =
                Arrays.stream(command.group(1).split(",", -1))
                        .map(part -> Pass.Part.valueOf(part.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
        Choice choice =
                new Choice(
                        parts,
                        Optional.ofNullable(command.group(2)).orElse(""),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Pass pass = Pass.FULL;
        return new Results(
                "full",
                MACHINE,
                parts.contains(Pass.Part.JOBS) ? jobs(pass.jobs(), choice) : List.of(),
                parts.contains(Pass.Part.FORMAT) ? format(pass, choice) : List.of(),
                parts.contains(Pass.Part.SPLITS)
                        ? jobs(
                                Stream.concat(pass.splits().stream(), Stream.of(Scenarios.STALLS))
                                        .toList(),
                                choice)
                        : List.of(),
                parts.contains(Pass.Part.MEMORY) ? memory(pass, choice) : List.of(),
                parts.contains(Pass.Part.FIGURES) ? figures(pass, choice) : List.of());
    }

    private static List<JobResult> jobs(List<Comparison> jobs, Choice choice) {
        return jobs.stream()
                .filter(job -> choice.has(job.scenario().name()))
                .map(
                        job ->
                                new JobResult(
                                        job.scenario().name(),
                                        job.scenario().table(),
                                        job.rows(),
                                        job.contenders().stream()
                                                .map(TargetCommandsTest::measured)
                                                .toList()))
                .toList();
    }

    private static Measured measured(String contender) {
        double seconds = contender.equals("fixed") ? 1 : 2;
        Sample sample = new Sample(Outcome.of(1, 1), seconds, new Usage(1, 1, 1, 1));
        return new Measured(contender, 1, List.of(sample));
    }

    private static List<FormatResult> format(Pass pass, Choice choice) {
        List<FormatResult> results = new ArrayList<>();
        Set<BenchmarkListEntry> all =
                BenchmarkList.defaultList()
                        .getAll(
                                OutputFormatFactory.createFormatInstance(
                                        System.out, VerboseMode.SILENT),
                                Collections.emptyList());
        for (Selection selection : pass.format().selections()) {
            for (BenchmarkListEntry entry : all) {
                String[] names = entry.getUsername().split("\\.", -1);
                String type = names[names.length - 2];
                String method = names[names.length - 1];
                String name = type + "." + method;
                if (choice.has(entry.getUsername()) && name.matches(selection.methods())) {
                    for (Map<String, String> parameters : parameters(entry, selection)) {
                        results.add(
                                new FormatResult(
                                        type.replace("Benchmark", ""),
                                        method,
                                        parameters,
                                        1,
                                        "ms",
                                        0,
                                        Map.of()));
                    }
                }
            }
        }
        return results;
    }

    private static List<Map<String, String>> parameters(
            BenchmarkListEntry entry, Selection selection) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (String name : PARAMETERS) {
            List<String> values =
                    selection.parameters().containsKey(name)
                            ? selection.parameters().get(name)
                            : List.of(
                                    entry.getParams()
                                            .orElse(Map.of())
                                            .getOrDefault(name, new String[0]));
            if (!values.isEmpty()) {
                List<Map<String, String>> more = new ArrayList<>();
                for (Map<String, String> combination : combinations) {
                    for (String value : values) {
                        Map<String, String> with = new HashMap<>(combination);
                        with.put(name, value);
                        more.add(with);
                    }
                }
                combinations = more;
            }
        }
        return combinations;
    }

    private static List<MemoryAccount> memory(Pass pass, Choice choice) {
        List<RunMemory> runs =
                IntStream.range(0, 5)
                        .mapToObj(run -> new RunMemory(run, 1, 1, 1, 1, 1, 1))
                        .toList();
        return MemoryJobs.of(pass.memory(), choice).stream()
                .filter(job -> choice.has(job.name()))
                .map(job -> new MemoryAccount(job.name(), 1, 1, 1, runs, List.of()))
                .toList();
    }

    /** What the suites call their figures. */
    private static List<Figure> figures(Pass pass, Choice choice) {
        List<Figure> figures = new ArrayList<>();
        for (FigureSuite suite : pass.figures()) {
            if (choice.has(suite.name())) {
                switch (suite.name()) {
                    case "scans" -> scans(figures);
                    case "growth" -> growth(figures);
                    default -> assertThat(suite.name()).isEqualTo("store");
                }
            }
        }
        return figures;
    }

    private static void scans(List<Figure> figures) {
        for (String files : ScanComparison.FILES) {
            add(figures, KnownFigures.ARROW_CPP, KnownFigures.LOAD_CPU, files);
            add(figures, KnownFigures.ARROW_CPP, KnownFigures.VALUES_CPU, files);
            add(figures, KnownFigures.TWO_COLUMNS, KnownFigures.BYTES_SHARE, files);
            add(figures, KnownFigures.TWO_COLUMNS, KnownFigures.BYTES_READ, files);
        }
    }

    private static void growth(List<Figure> figures) {
        for (int blocks : new int[] {1, 1_000, 100_000}) {
            for (boolean statistics : new boolean[] {true, false}) {
                add(
                        figures,
                        KnownFigures.GROWTH,
                        KnownFigures.count(statistics),
                        KnownFigures.many(blocks, "blocks"));
            }
        }
    }

    private static void add(List<Figure> figures, String group, String measure, String with) {
        figures.add(new Figure(group, measure, with, 1, ""));
    }
}
