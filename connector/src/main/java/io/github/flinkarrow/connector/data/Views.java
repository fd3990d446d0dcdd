/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that are made of a record batch and through which rows, and the values that they hand
 * out, refer to its memory. They are noted where they are made, in the thread that binds the batch.
 */
final class Views {

    /** Makes views. */
    @FunctionalInterface
    interface Maker<T> {
        T make() throws IOException;
    }

    /** Makes something that is no view of the batch. */
    @FunctionalInterface
    interface Unnoted<T, E extends Exception> {
        T make() throws E;
    }

    private static final ThreadLocal<List<Object>> NOTED = new ThreadLocal<>();

    private Views() {}

    /** To be called with each of them. */
    static void note(Object view) {
        List<Object> noted = NOTED.get();
        if (noted != null) {
            noted.add(view);
        }
    }

    /** Makes what refers to other memory than that of the batch. */
    static <T, E extends Exception> T notNoting(Unnoted<T, E> maker) throws E {
        List<Object> noted = NOTED.get();
        NOTED.remove();
        try {
            return maker.make();
        } finally {
            if (noted != null) {
                NOTED.set(noted);
            }
        }
    }

    /** Makes something, and adds the views that were made for it. */
    static <T> T noting(List<Object> views, Maker<T> maker) throws IOException {
        List<Object> made = new ArrayList<>();
        NOTED.set(made);
        try {
            return maker.make();
        } finally {
            NOTED.remove();
            views.addAll(made);
        }
    }
}
