/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

/**
 * Text from a file as it may stand in a message: in quotes, of bounded length, and without anything
 * that a terminal or log would act upon.
 */
public final class Quoted {

    private static final int MAX_CHARS = 120;

    private Quoted() {}

    /** The text in single quotes; control and format characters escaped, a long text cut. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder("'");
        int at = 0;
        while (at < text.length()) {
            if (out.length() > MAX_CHARS) {
                return out.append("…'").toString();
            }
            int codePoint = text.codePointAt(at);
            append(codePoint, out);
            at += Character.charCount(codePoint);
        }
        return out.append('\'').toString();
    }

    private static void append(int codePoint, StringBuilder out) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    out.append(String.format("\\u%04x", codePoint));
            default -> out.appendCodePoint(codePoint);
        }
    }
}
