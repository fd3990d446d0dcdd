/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

/** Text from files as it may be printed: control characters escaped. */
public final class Printable {

    private static final int MAX_LENGTH = 100;

    private Printable() {}

    /** A column's name. */
    public static String name(String name) {
        return name.length() > MAX_LENGTH
                ? text(name.substring(0, MAX_LENGTH)) + "..."
                : text(name);
    }

    /** Text of any length, all of it. */
    public static String text(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                printable.append("\\u%04x".formatted((int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}
