/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.metrics.SimpleCounter;

import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.NotEnoughMemoryException;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which failures are skipped. */
class SkippingRowsTest {

    private final SimpleCounter skipped = new SimpleCounter();

    static List<IOException> lasting() {
        return List.of(
                new IpcFormatException("wrong"),
                new UnsupportedIpcFeatureException("more than the limit"),
                new FileChangedException("gone"),
                new FileUnreadableException("denied", new AccessDeniedException("file")));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatAnotherAttemptWouldFindTheSameIsSkipped(IOException failure) throws IOException {
        try (SkippingRows rows = open(failure)) {
            assertThat(rows.isAtEnd()).isTrue();
            assertThat(rows.next()).isNull();
        }
        assertThat(skipped.getCount()).isOne();
    }

    @Test
    void aLackOfMemoryIsNoFaultOfTheFile() {
        assertFails(new NotEnoughMemoryException("not enough memory for a buffer"));
    }

    @Test
    void aFailureToReadJustNowFails() {
        assertFails(new IOException("connection reset"));
    }

    private void assertFails(IOException failure) {
        assertThatThrownBy(() -> open(failure).close()).isSameAs(failure);
        assertThat(skipped.getCount()).isZero();
    }

    private SkippingRows open(IOException failure) throws IOException {
        return new SkippingRows(
                "split",
                () -> {
                    throw failure;
                },
                skipped);
    }
}
