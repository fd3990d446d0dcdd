/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import java.util.Locale;

/** How fast a job was, as text. */
final class Rate {

    private Rate() {}

    static String of(long rows, long bytes, double seconds) {
        return String.format(
                Locale.ROOT,
                "%.2f s: %s rows/s, %s/s",
                seconds,
                rows(rows, seconds),
                bytes(bytes, seconds));
    }

    static String rows(long rows, double seconds) {
        return String.format(Locale.ROOT, "%,d", Math.round(rows / seconds));
    }

    /** Megabytes are millions of bytes. The bytes of streams are not counted. */
    static String bytes(long bytes, double seconds) {
        if (bytes == 0) {
            return "-";
        }
        return String.format(Locale.ROOT, "%,.1f MB", bytes / seconds / 1e6);
    }
}
