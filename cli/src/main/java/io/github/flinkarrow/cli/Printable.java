/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

/** Text from files as it may be printed: control characters escaped, the length bounded. */
public final class Printable {

    private static final int MAX_LENGTH = 100;

    private Printable() {}

    /** A column's name. */
    public static String name(String name) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (i == MAX_LENGTH) {
                return printable.append("...").toString();
            }
            char c = name.charAt(i);
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                printable.append("\\u%04x".formatted((int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}
