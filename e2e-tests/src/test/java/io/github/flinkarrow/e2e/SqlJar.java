/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** The jar with classifier {@code sql}, as the build made it. */
final class SqlJar {

    /** What the jar replaces on the class path of the tests: our modules, and what it bundles. */
    private static final Pattern REPLACED =
            Pattern.compile(
                    "flink-(connector-)?arrow-ipc.*|arrow-.*|flatbuffers-.*|lz4-.*|zstd-.*");

    private SqlJar() {}

    static Path path() {
        return Path.of(System.getProperty("sql.jar"));
    }

    /** The names of the files in the jar, without directories. */
    static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(path().toFile())) {
            return jar.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).toList();
        }
    }

    static String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(path().toFile());
                InputStream input = jar.getInputStream(jar.getEntry(entry))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A class loader of the jar over Flink's jars, as Flink makes one for each job. */
    static URLClassLoader newClassLoader() throws MalformedURLException {
        URLClassLoader flink =
                new URLClassLoader(flinkClassPath(), ClassLoader.getPlatformClassLoader());
        return new URLClassLoader(new URL[] {path().toUri().toURL()}, flink);
    }

    /**
     * A class path of Flink and of the classes of these tests, without what only the jar has.
     * Flink's distribution has a codec for LZ4 of its own.
     */
    static String classPathOfFlink() throws Exception {
        List<String> elements = new ArrayList<>();
        for (URL url : flinkClassPath()) {
            elements.add(Path.of(url.toURI()).toString());
        }
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (new File(element).getName().startsWith("lz4-")) {
                elements.add(element);
            }
        }
        URL tests = SqlJar.class.getProtectionDomain().getCodeSource().getLocation();
        elements.add(Path.of(tests.toURI()).toString());
        return String.join(File.pathSeparator, elements);
    }

    /** A class of these tests, defined anew so that what it uses comes from another loader. */
    static Class<?> defineIn(ClassLoader loader, Class<?> user) throws IOException {
        String resource = user.getName().replace('.', '/') + ".class";
        try (InputStream input = SqlJar.class.getClassLoader().getResourceAsStream(resource)) {
            byte[] bytes = input.readAllBytes();
            return new ClassLoader(loader) {
                Class<?> define() {
                    return defineClass(user.getName(), bytes, 0, bytes.length);
                }
            }.define();
        }
    }

    private static URL[] flinkClassPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            File file = new File(element);
            if (file.isFile() && !REPLACED.matcher(file.getName()).matches()) {
                urls.add(file.toURI().toURL());
            }
        }
        return urls.toArray(new URL[0]);
    }
}
