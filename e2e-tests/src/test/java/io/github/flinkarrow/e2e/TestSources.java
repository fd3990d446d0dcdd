/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules, found in their sources: their classes are not on one class path. */
final class TestSources {

    private static final Pattern REFERENCE =
            Pattern.compile("(?:(?<module>[\\w-]+)/)?(?<name>\\w+)(?:#(?<method>\\w+))?");
    private static final Pattern ANNOTATION =
            Pattern.compile("@(Test|ParameterizedTest|TestFactory|FuzzTest)\\b");

    private final Path root;
    private final List<Path> files;

    TestSources(Path root) throws IOException {
        this.root = root;
        this.files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src/test/java");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> paths = Files.walk(sources)) {
                        paths.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
                    }
                }
            }
        }
    }

    /**
     * What is wrong with a reference to a test, {@code [module/]Class[#method]}.
     *
     * @return null if there is just one such test
     */
    String problemWith(String reference) throws IOException {
        Matcher parts = REFERENCE.matcher(reference);
        if (!parts.matches()) {
            return reference + " is not [module/]Class[#method]";
        }
        String module = parts.group("module");
        List<Path> found =
                files.stream()
                        .filter(
                                path ->
                                        path.getFileName()
                                                .toString()
                                                .equals(parts.group("name") + ".java"))
                        .filter(path -> module == null || root.relativize(path).startsWith(module))
                        .toList();
        if (found.size() != 1) {
            return reference + " is " + found.size() + " test classes";
        }
        String source = Files.readString(found.get(0));
        String method = parts.group("method");
        if (method == null) {
            return ANNOTATION.matcher(source).find() ? null : reference + " has no tests";
        }
        return isTest(source, method) ? null : reference + " is not a test of its class";
    }

    /** Whether a method has an annotation between the end of the member before and its name. */
    private static boolean isTest(String source, String method) {
        Matcher declaration =
                Pattern.compile("^    [\\w<>, ]+ " + method + "\\(", Pattern.MULTILINE)
                        .matcher(source);
        if (!declaration.find()) {
            return false;
        }
        String before = source.substring(0, declaration.start());
        int memberBefore = Math.max(before.lastIndexOf("\n    }\n"), before.lastIndexOf(";\n\n"));
        return ANNOTATION.matcher(before.substring(Math.max(0, memberBefore))).find();
    }
}
