/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a pass is wanted.
 *
 * @param containing only what has this in its name, in any case
 * @param rows of tables instead of the pass's
 * @param warmups of a job instead of the pass's
 * @param runs of a job instead of the pass's
 * @param contenders of whole jobs instead of the pass's
 */
record Choice(
        Set<Pass.Part> parts,
        String containing,
        Map<String, Long> rows,
        Optional<Integer> warmups,
        Optional<Integer> runs,
        Optional<List<String>> contenders) {

    boolean has(String name) {
        return name.toLowerCase(Locale.ROOT).contains(containing.toLowerCase(Locale.ROOT));
    }
}
