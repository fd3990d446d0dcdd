/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.nio.file.Path;
import java.util.List;

/** Measures that are neither comparisons of whole jobs nor methods of JMH. */
public interface FigureSuite {

    /** As it is called while it runs, and where it is asked for. */
    String name();

    /**
     * Takes the figures.
     *
     * @param data the directory of the tables, for what it writes and may keep
     * @throws Exception if something is not read as it was written: then there are no figures
     */
    List<Figure> measure(Path data) throws Exception;
}
