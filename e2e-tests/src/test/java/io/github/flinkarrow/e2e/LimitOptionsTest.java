/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The limits that messages name are options of the commands that hold to them. */
class LimitOptionsTest {

    private static final int MORE_THAN_BY_DEFAULT = (16 << 20) + 1;

    @TempDir private Path scratch;
    private Path file;

    /** A file of a list and rows that take no bytes, more than are believed. */
    @BeforeEach
    void writeFile() throws IOException {
        Schema schema =
                Schema.of(
                        Field.nullable("n", new ArrowType.Null()),
                        Field.nullable(
                                "f",
                                new ArrowType.FixedSizeList(0),
                                Field.nullable("x", new ArrowType.Int(8, true))));
        byte[] bytes =
                new HandMadeFile(schema)
                        .batch(
                                batch ->
                                        batch.rows(MORE_THAN_BY_DEFAULT)
                                                .node(MORE_THAN_BY_DEFAULT, MORE_THAN_BY_DEFAULT)
                                                .node(MORE_THAN_BY_DEFAULT, 0)
                                                .noBuffer()
                                                .node(2, 0)
                                                .noBuffer()
                                                .bytes(1, 2))
                        .file();
        file = Files.write(scratch.resolve("f.arrow"), bytes);
    }

    @Test
    void raisedLimitsLetAFilePass() {
        CommandRun limited = CommandRun.of("verify", file.toString());
        CommandRun raised =
                CommandRun.of(
                        "verify", "--limit-batch-rows", "" + MORE_THAN_BY_DEFAULT, file.toString());

        assertThat(limited.out())
                .startsWith(file + ": unsupported: block 0 @ ")
                .contains("more than the limit of 16777216 (limit.batch-rows)");
        assertThat(raised.assertSucceeded().out())
                .isEqualTo(file + ": ok, " + MORE_THAN_BY_DEFAULT + " rows in 1 batches\n");
    }

    @ParameterizedTest
    @CsvSource({
        "inspect --limit-metadata-bytes 99, more than the limit of 99 (limit.metadata-bytes)",
        "inspect --limit-nesting 1, deeper than the limit of 1 (limit.nesting)",
        "ddl --limit-metadata-bytes 99bytes, more than the limit of 99 (limit.metadata-bytes)",
        "ddl --limit-nesting 1, deeper than the limit of 1 (limit.nesting)",
        "cat --limit 1 --limit-metadata-bytes 99, more than the limit of 99 (limit.metadata-bytes)",
        "cat --limit 1 --limit-nesting 1, deeper than the limit of 1 (limit.nesting)",
        "cat --limit 1 --limit-batch-rows 7, more than the limit of 7 (limit.batch-rows)",
        "cat --limit 1 --limit-batch-bytes 1, more than the limit of 1 (limit.batch-bytes)",
        "verify --limit-metadata-bytes 99, more than the limit of 99 (limit.metadata-bytes)",
        "verify --limit-nesting 1, deeper than the limit of 1 (limit.nesting)",
        "verify --limit-batch-rows 7, more than the limit of 7 (limit.batch-rows)",
        "verify --limit-batch-bytes 1, more than the limit of 1 (limit.batch-bytes)",
        "convert --limit-metadata-bytes 99, more than the limit of 99 (limit.metadata-bytes)",
        "convert --limit-nesting 1, deeper than the limit of 1 (limit.nesting)",
        "convert --limit-batch-rows 7, more than the limit of 7 (limit.batch-rows)",
        "convert --limit-batch-bytes 1, more than the limit of 1 (limit.batch-bytes)",
    })
    void everyLimitIsHeldTo(String arguments, String message) {
        boolean rows = arguments.contains("batch-bytes");
        String most = rows ? " --limit-batch-rows " + MORE_THAN_BY_DEFAULT : "";
        String out = arguments.startsWith("convert") ? " " + scratch.resolve("out.arrow") : "";

        CommandRun run = CommandRun.of((arguments + most + " " + file + out).split(" "));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out() + run.err()).hasLineCount(1).contains(file.toString(), message);
    }

    @ParameterizedTest
    @CsvSource({
        "--limit-metadata-bytes 2gb, --limit-metadata-bytes must be from 1 to 2147483647 but is",
        "--limit-metadata-bytes much, --limit-metadata-bytes is a size such as 2gb; not much",
        "--limit-nesting 125, --limit-nesting must be from 1 to 124 but is 125",
        "--limit-batch-rows 0, --limit-batch-rows must be from 1 to 2147483647 but is 0",
        "--limit-batch-bytes 0, --limit-batch-bytes must be from 1 to 9223372036854775807 but is 0",
    })
    void limitsThatMakeNoSenseAreErrorsOfUsage(String option, String message) {
        CommandRun run = CommandRun.of(("verify " + option + " " + file).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message.replace(';', ','));
    }
}
