/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which objects are taken for views of a batch. */
class ViewsTest {

    private final List<Object> noted = new ArrayList<>();

    private static Object noteAndReturn(Object view) {
        Views.note(view);
        return view;
    }

    @Test
    void viewsAreNotedWhileABatchIsBound() throws IOException {
        Views.note("before");
        Views.noting(noted, () -> noteAndReturn("inside"));
        Views.note("behind");

        assertThat(noted).containsExactly("inside");
    }

    @Test
    void whatRefersToOtherMemoryIsNotNoted() throws IOException {
        Views.noting(
                noted,
                () -> {
                    Views.note("first");
                    Views.notNoting(() -> noteAndReturn("other"));
                    return noteAndReturn("last");
                });

        assertThat(noted).containsExactly("first", "last");
    }

    @Test
    void notingGoesOnBehindAFailure() throws IOException {
        Views.noting(
                noted,
                () -> {
                    assertThatThrownBy(
                                    () ->
                                            Views.notNoting(
                                                    () -> {
                                                        throw new IOException("of the test");
                                                    }))
                            .isInstanceOf(IOException.class);
                    return noteAndReturn("last");
                });

        assertThat(noted).containsExactly("last");
    }
}
