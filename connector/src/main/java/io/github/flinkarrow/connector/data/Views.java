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

    private static final ThreadLocal<List<Object>> NOTED = new ThreadLocal<>();

    private Views() {}

    /** To be called with each of them. */
    static void note(Object view) {
        List<Object> noted = NOTED.get();
        if (noted != null) {
            noted.add(view);
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
