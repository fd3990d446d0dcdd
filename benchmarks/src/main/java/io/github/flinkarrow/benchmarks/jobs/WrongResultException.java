/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

/** A contender has read, written or answered something else than the others. */
public final class WrongResultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WrongResultException(String message) {
        super(message);
    }

    static void requireEqual(String contender, Outcome expected, Outcome found) {
        if (!found.equals(expected)) {
            throw new WrongResultException(
                    "%s: expected %s, found %s: no figures are given"
                            .formatted(contender, expected, found));
        }
    }
}
