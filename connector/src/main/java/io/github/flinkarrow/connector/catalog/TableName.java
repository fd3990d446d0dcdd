/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.annotation.Internal;

import java.util.List;
import java.util.stream.Stream;

/** Names of tables, and of the files and directories that they stand for. */
@Internal
public final class TableName {

    /** What a table's name is without, in the order of the paths. */
    private static final List<String> SUFFIXES = List.of(".arrow", ".arrows", ".feather", ".ipc");

    private TableName() {}

    /** The name of a file's table, or null if there can be no table of that name. */
    public static String ofFile(String fileName) {
        return orNull(withoutSuffix(fileName));
    }

    /** The name of a directory's table, or null if there can be none, as it is of a partition. */
    static String ofDirectory(String directoryName) {
        return directoryName.indexOf('=') < 0 ? orNull(directoryName) : null;
    }

    /** What may have a table of this name: a directory or file, and files. */
    static List<String> fileNames(String table) {
        return Stream.concat(Stream.of(table), SUFFIXES.stream().map(suffix -> table + suffix))
                .toList();
    }

    static boolean hasSuffix(String fileName) {
        return !withoutSuffix(fileName).equals(fileName);
    }

    /** Whether what has this name in a directory may be data. */
    static boolean isData(String fileName) {
        return !fileName.startsWith("_") && !fileName.startsWith(".");
    }

    /** Whether there can be a table of this name: one that SQL can say, and that is no path. */
    static boolean isValid(String name) {
        return !name.isBlank()
                && isData(name)
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    private static String orNull(String name) {
        return isValid(name) ? name : null;
    }

    private static String withoutSuffix(String fileName) {
        for (String suffix : SUFFIXES) {
            if (fileName.endsWith(suffix)) {
                return fileName.substring(0, fileName.length() - suffix.length());
            }
        }
        return fileName;
    }
}
