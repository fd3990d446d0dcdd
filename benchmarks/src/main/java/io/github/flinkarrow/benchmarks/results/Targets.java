/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.util.OptionalDouble;

/** What this project means to reach, and what it does by the results of a pass. */
final class Targets {

    private final Grid grid =
            new Grid(6, "#", "measure", "target", "reached", "met", "measured by `./benchmark`");

    static Grid of(Results results) {
        return new Targets(results).grid;
    }

    private Targets(Results results) {
        for (Target target : TwelveTargets.ALL) {
            OptionalDouble figure = target.figure().apply(results);
            if (figure.isPresent()) {
                boolean met = target.bound().isReachedBy(figure.getAsDouble());
                add(target, target.bound().text(figure.getAsDouble()), met ? "yes" : "no");
            } else {
                add(target, "not measured", "-");
            }
        }
    }

    private void add(Target target, String reached, String met) {
        grid.add(
                Integer.toString(target.number()),
                target.measure(),
                target.bound().toString(),
                reached,
                met,
                "`" + target.command() + "`");
    }
}
