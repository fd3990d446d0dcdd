/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class GrowthTest {

    @TempDir private Path directory;

    @Test
    void everythingIsMeasuredWhereThereIsLittle() throws Exception {
        List<GrowthResult> results = Growth.run(directory, 10);

        assertThat(results).extracting(GrowthResult::of).contains("blocks", "columns", "files");
        assertThat(results)
                .extracting(GrowthResult::what)
                .contains("plan", "COUNT(*) with statistics", "COUNT(*) without statistics");
    }
}
