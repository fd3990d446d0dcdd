/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * A process that has ended.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record ForkedProcess(int exitCode, String out, String err) {

    private static final long MOST_SECONDS = 180;

    /** Runs a command to its end; one that takes too long fails the test. */
    static ForkedProcess run(Path javaHome, Path scratch, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "process", ".out");
        Path err = Files.createTempFile(scratch, "process", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String outText = Files.readString(out, StandardCharsets.UTF_8);
        String errText = Files.readString(err, StandardCharsets.UTF_8);
        if (!ended) {
            fail("%s did not end within %d s:\n%s\n%s", command, MOST_SECONDS, outText, errText);
        }
        return new ForkedProcess(process.exitValue(), outText, errText);
    }

    /** Runs a class of this test's class path, with the classes of another directory before it. */
    static ForkedProcess java(
            Jdk jdk,
            Path scratch,
            List<String> jvmOptions,
            Path classes,
            String mainClass,
            String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(jdk.home().resolve("bin/java").toString());
        command.addAll(jvmOptions);
        String classPath = System.getProperty("java.class.path");
        command.addAll(
                List.of("-cp", classes == null ? classPath : classes + ":" + classPath, mainClass));
        command.addAll(List.of(arguments));
        return run(jdk.home(), scratch, command);
    }

    ForkedProcess assertSucceeded() {
        assertThat(exitCode).as("%s\n%s", out, err).isZero();
        return this;
    }
}
