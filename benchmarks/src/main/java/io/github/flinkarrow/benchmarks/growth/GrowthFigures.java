/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

import io.github.flinkarrow.benchmarks.results.Figure;
import io.github.flinkarrow.benchmarks.results.FigureSuite;
import io.github.flinkarrow.benchmarks.results.KnownFigures;

import java.nio.file.Path;
import java.util.List;

/** How cost grows, as figures of a pass. */
public final class GrowthFigures implements FigureSuite {

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Figure> measure(Path data) throws Exception {
        return Growth.run(data).stream().map(GrowthFigures::figure).toList();
    }

    private static Figure figure(GrowthResult result) {
        return new Figure(
                KnownFigures.GROWTH,
                result.what(),
                KnownFigures.many(result.count(), result.of()),
                result.millis(),
                "ms");
    }
}
