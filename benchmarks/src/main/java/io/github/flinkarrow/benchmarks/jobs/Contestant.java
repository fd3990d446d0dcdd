/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.util.IOUtils;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The side of a contender's process that gives the commands. */
final class Contestant implements AutoCloseable {

    /**
     * The heap of every contender, and what makes its compiler come to the same code each time:
     * what is done with a row is a method of its own, as it is in jobs that do more with it, and
     * not at times a part of Flink's loop.
     */
    static final List<String> JVM_OPTIONS =
            List.of(
                    "-Xms1g",
                    "-Xmx1g",
                    "-XX:+UseG1GC",
                    "-XX:MaxDirectMemorySize=512m",
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=dontinline,%s::processElement"
                            .formatted(TouchSum.class.getName()));

    private static final long SECONDS_TO_END = 20;

    private final JobSpec spec;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final ObjectMapper json = new ObjectMapper();

    private Contestant(JobSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
    }

    static Contestant start(JobSpec spec) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(JobProcess.class.getName());
        command.add(new ObjectMapper().writeValueAsString(spec));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Contestant(spec, builder.start());
    }

    String name() {
        return spec.contender();
    }

    Outcome check() throws IOException {
        return ask(JobProcess.CHECK, Outcome.class);
    }

    Sample run() throws IOException {
        return ask(JobProcess.RUN, Sample.class);
    }

    private <T> T ask(String command, Class<T> type) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(JobProcess.ANSWER)) {
                return json.readValue(line.substring(JobProcess.ANSWER.length()), type);
            }
        }
        throw new IOException(
                "%s: the process of %s ended; what it said is above"
                        .formatted(spec.scenario().name(), name()));
    }

    /** Lets processes end, all at the same time. */
    static void close(List<Contestant> contestants) {
        contestants.forEach(contestant -> IOUtils.closeQuietly(contestant.commands));
        contestants.forEach(IOUtils::closeQuietly);
    }

    /** Lets the process end by itself, or ends it. */
    @Override
    public void close() throws IOException {
        try {
            commands.close();
        } finally {
            try {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
