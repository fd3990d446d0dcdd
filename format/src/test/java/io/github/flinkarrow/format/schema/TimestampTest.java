/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampTest {

    @Test
    void aZoneIsShownAsItIs() {
        assertThat(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Europe/Berlin"))
                .hasToString("Timestamp(us, Europe/Berlin)");
    }

    @Test
    void aZoneThatATerminalWouldActUponIsNotShown() {
        assertThat(new ArrowType.Timestamp(TimeUnit.SECOND, "\u001b[2J\n"))
                .hasToString("Timestamp(s, a zone of 5 characters)");
    }

    @Test
    void aZoneOfAnyLengthMakesAShortMessage() {
        assertThat(new ArrowType.Timestamp(TimeUnit.SECOND, "Z".repeat(1 << 20)))
                .hasToString("Timestamp(s, a zone of 1048576 characters)");
    }
}
