/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages about the command line: what they show is what the commands print. */
class CommandsPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^\\$ \\./arrow-ipc ([^\\n]+)\\n(.*?)(?=^\\$|\\z)");

    private static final Pattern ARGUMENT = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

    @TempDir private static Path scratch;

    /** Three flights in {@code /data/flights.arrow}. */
    @BeforeAll
    static void writeFlights() throws Exception {
        Field origin = Field.nullable("origin", new ArrowType.Utf8());
        Field delay = Field.nullable("delay", new ArrowType.Int(64, true));
        Field departure =
                Field.notNull("departure", new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC"));
        Schema schema = Schema.of(origin, delay, departure);
        ByteBuffer text = ByteBuffer.wrap("ORDATLLAX".getBytes(StandardCharsets.UTF_8));
        ByteBuffer offsets = buffer(16).putInt(4, 3).putInt(8, 6).putInt(12, 9);
        ByteBuffer validity = buffer(1).put(0, (byte) 0b101);
        ByteBuffer delays = buffer(24).putLong(0, 61).putLong(16, -5);
        ByteBuffer times = buffer(24);
        for (int i = 0; i < 3; i++) {
            times.putLong(8 * i, 978_307_200_000L + 90_500L * i);
        }
        try (FileChannel channel =
                        FileChannel.open(
                                scratch.resolve("flights.arrow"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE);
                RecordBatch batch =
                        new RecordBatch(
                                schema,
                                3,
                                List.of(
                                        new BinaryArray(origin, 3, 0, null, offsets, text),
                                        new Int64Array(delay, 3, 1, validity, delays),
                                        new Int64Array(departure, 3, 0, null, times)),
                                KeyValueMetadata.EMPTY,
                                () -> {})) {
            IpcFileWriter writer = new IpcFileWriter(channel, schema, WriteOptions.DEFAULT);
            writer.write(batch);
            writer.finish();
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/how-to/inspect.md",
                "docs/how-to/convert.md",
                "docs/reference/commands.md"
            })
    void examplesPrintWhatThePageShows(String page) throws Exception {
        int examples = 0;
        for (String block : Markdown.page(page).blocks("console")) {
            Matcher example = EXAMPLE.matcher(block);
            while (example.find()) {
                examples++;
                String[] arguments = arguments(example.group(1).replace("/data/", scratch + "/"));

                CommandRun run = CommandRun.of(arguments);

                assertThat((run.out() + run.err()).replace(scratch + "/", "/data/"))
                        .as(example.group(1))
                        .isEqualTo(example.group(2));
            }
        }
        assertThat(examples).isPositive();
    }

    /** As a shell separates them. */
    private static String[] arguments(String line) {
        return ARGUMENT.matcher(line)
                .results()
                .map(argument -> argument.group().replaceAll("^(['\"])(.*)\\1$", "$2"))
                .toArray(String[]::new);
    }

    @Test
    void everyCommandAndOptionIsOnThePage() throws Exception {
        String page = Markdown.page("docs/reference/commands.md").text();
        Matcher command = Pattern.compile("(?m)^  (\\w+) ").matcher(CommandRun.of("--help").out());
        int commands = 0;
        while (command.find()) {
            commands++;
            assertThat(page).contains("`" + command.group(1) + " ");
            Matcher option =
                    Pattern.compile("--[a-z-]+")
                            .matcher(CommandRun.of(command.group(1), "--help").out());
            while (option.find()) {
                assertThat(page).as(command.group(1)).contains("`" + option.group());
            }
        }
        assertThat(commands).isEqualTo(6);
    }
}
