/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class KnownFilesTest {

    private static final int FILES = 10_000;
    private static final int MOST_BYTES_PER_FILE = 28;

    @Test
    void everyFileIsFoundAsItWasPlanned() {
        KnownFiles known = known(FILES);

        assertThat(known.count()).isEqualTo(FILES);
        for (int i = 0; i < FILES; i++) {
            assertThat(known.find(listed(i))).isEqualTo(file(i));
        }
        assertThat(known.find(listed(FILES))).isNull();
    }

    @Test
    void aFileThatIsPutAgainReplacesItself() {
        KnownFiles known = known(2);
        DataFile changed = new DataFile(file(1).path(), 5, 6);

        known.put(ListedFile.of(changed, null));

        assertThat(known.count()).isEqualTo(2);
        assertThat(known.find(listed(1))).isEqualTo(changed);
    }

    @Test
    void aCopyStaysAsItIs() {
        KnownFiles known = known(2);
        KnownFiles copy = known.copy();
        known.put(listed(2));

        assertThat(copy.count()).isEqualTo(2);
        assertThat(copy.find(listed(2))).isNull();
    }

    @Test
    void allButTheRetainedFilesAreForgotten() {
        KnownFiles known = known(FILES);

        known.retain(
                List.of(
                        listed(7),
                        ListedFile.of(new DataFile(file(9).path(), 1, 1), null),
                        listed(FILES)));

        assertThat(known.count()).isEqualTo(2);
        assertThat(known.find(listed(7))).isEqualTo(file(7));
        assertThat(known.find(listed(9))).as("as it was planned").isEqualTo(file(9));
        assertThat(known.find(listed(8))).isNull();
    }

    @Test
    void aFileTakesFewBytesOfStateWhateverItsPath() throws IOException {
        StateOutput out = new StateOutput();
        known(FILES).write(out);
        byte[] state = out.toBytes();

        KnownFiles restored = KnownFiles.read(new StateInput("a test", state));

        assertThat(state.length).isLessThan(MOST_BYTES_PER_FILE * FILES);
        assertThat(restored.count()).isEqualTo(FILES);
        for (int i = 0; i < FILES; i++) {
            assertThat(restored.find(listed(i))).isEqualTo(file(i));
        }
    }

    private static KnownFiles known(int count) {
        KnownFiles known = new KnownFiles();
        IntStream.range(0, count).mapToObj(KnownFilesTest::listed).forEach(known::put);
        return known;
    }

    private static ListedFile listed(int index) {
        return ListedFile.of(file(index), null);
    }

    private static DataFile file(int index) {
        String directory = "s3://a-bucket-with-a-long-name/year=2026/month=11/day=21/hour=10/";
        return new DataFile(
                new Path(directory + "part-" + index + ".arrow"),
                100_000_000L + index,
                1_800_000_000_000L + index);
    }
}
