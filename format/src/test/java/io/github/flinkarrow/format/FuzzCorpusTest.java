/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.testing.ReadAnything;
import io.github.flinkarrow.format.testing.ReadAnything.Outcome;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads what fuzzers found against other implementations: rows or a typed exception, no leak. */
class FuzzCorpusTest {

    /** Read to the end. */
    private static final Set<String> ROWS =
            Set.of(
                    "clusterfuzz-testcase-minimized-arrow-ipc-file-fuzz-6088759971217408",
                    "clusterfuzz-testcase-minimized-arrow-ipc-file-fuzz-6295340960776192");

    /** Valid up to a part that is not implemented; what is in no list breaks the format. */
    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "clusterfuzz-testcase-arrow-ipc-file-fuzz-6051391008473088",
                    "clusterfuzz-testcase-arrow-ipc-stream-fuzz-5738372907925504",
                    "clusterfuzz-testcase-minimized-arrow-ipc-stream-fuzz-5159348220461056",
                    "clusterfuzz-testcase-minimized-arrow-ipc-stream-fuzz-5185274653179904",
                    "clusterfuzz-testcase-minimized-arrow-ipc-stream-fuzz-5661776796712960",
                    "crash-1fb75de2edd2815ad7a653684c449d814f39290e");

    static List<String> corpus() throws IOException {
        Path root = TestData.goldenDirectory();
        List<String> names = new ArrayList<>();
        for (String directory :
                List.of("arrow-ipc-file", "arrow-ipc-stream", "arrow-ipc-tensor-stream")) {
            try (Stream<Path> paths = Files.list(root.resolve(directory))) {
                paths.filter(Files::isRegularFile)
                        .map(path -> root.relativize(path).toString())
                        .sorted()
                        .forEach(names::add);
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void inputOfAFuzzerGivesRowsOrATypedException(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(TestData.goldenDirectory().resolve(name));

        Outcome buffered = ReadAnything.read(RecordingInput.of(name, bytes));
        Outcome mapped = ReadAnything.read(RecordingInput.mapped(name, bytes));

        assertThat(mapped).isEqualTo(buffered);
        assertThat(buffered).isEqualTo(expected(name.substring(name.indexOf('/') + 1)));
    }

    private static Outcome expected(String name) {
        if (ROWS.contains(name)) {
            return Outcome.ROWS;
        }
        return UNSUPPORTED.contains(name) ? Outcome.UNSUPPORTED : Outcome.MALFORMED;
    }
}
