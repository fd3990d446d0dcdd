/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.ToLongFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The jar that SQL users drop into Flink's {@code lib/}: what is in it, and that it suffices. */
class SqlJarITCase {

    private static final byte[] TEXT =
            "the same words, the same words, the same words".getBytes(StandardCharsets.UTF_8);

    @Test
    void jarHoldsNothingButWhatIsListed() throws IOException {
        List<PathMatcher> listed = matchers();

        assertThat(SqlJar.entries())
                .allSatisfy(
                        entry ->
                                assertThat(listed)
                                        .as("lines of sql-jar-contents.txt that match %s", entry)
                                        .anyMatch(line -> line.matches(Path.of(entry))));
    }

    @Test
    void jarHoldsEverythingThatIsListed() throws IOException {
        List<Path> entries = SqlJar.entries().stream().map(Path::of).toList();

        assertThat(lines())
                .allSatisfy(
                        line ->
                                assertThat(entries)
                                        .as("entries that match the line %s", line)
                                        .anyMatch(entry -> matcher(line).matches(entry)));
    }

    @Test
    void bundledLibrariesOfOthersAreRelocated() throws IOException {
        assertThat(SqlJar.entries())
                .noneMatch(entry -> entry.startsWith("com/google/flatbuffers/"))
                .noneMatch(entry -> entry.startsWith("org/apache/"));
    }

    @Test
    void noticeNamesWhatIsBundled() throws IOException {
        assertThat(SqlJar.text("META-INF/NOTICE"))
                .contains(System.getProperty("sql.jar.bundles").trim().split("\\s+", -1));
    }

    @Test
    void nativeCodecsWorkInTwoClassLoadersOfOneJvm() throws Exception {
        try (URLClassLoader first = SqlJar.newClassLoader();
                URLClassLoader second = SqlJar.newClassLoader()) {
            for (URLClassLoader loader : List.of(first, second, first)) {
                assertThat(throughZstd(loader)).isEqualTo(TEXT);
                assertThat(throughLz4(loader)).isEqualTo(TEXT);
            }
            assertThat(load(first, "com.github.luben.zstd.Zstd"))
                    .isNotSameAs(load(second, "com.github.luben.zstd.Zstd"));
        }
    }

    @Test
    void formatOfTheJarAloneWritesAndReadsInTwoClassLoadersOfOneJvm(@TempDir Path directory)
            throws Exception {
        long expected = Compression.values().length * FormatProbe.SUM;
        try (URLClassLoader first = SqlJar.newClassLoader();
                URLClassLoader second = SqlJar.newClassLoader()) {
            for (URLClassLoader loader : List.of(first, second, first)) {
                load(loader, "io.github.flinkarrow.format.IpcFileReader");
                assertThat(probe(loader).applyAsLong(directory)).isEqualTo(expected);
            }
        }
    }

    @Test
    void sqlFindsFormatConnectorAndCatalogInTheJarTwiceInOneJvm(@TempDir Path directory)
            throws Exception {
        ForkedProcess run =
                ForkedProcess.run(
                        Jdk.current().home(),
                        directory,
                        List.of(
                                Jdk.current().home().resolve("bin/java").toString(),
                                "-Xmx512m",
                                "-cp",
                                SqlJar.classPathOfFlink(),
                                SqlProbe.class.getName(),
                                SqlJar.path().toString(),
                                directory.toString()));

        assertThat(run.assertSucceeded().out()).contains("first: 24", "second: 24");
    }

    @Test
    void flinkBringsNothingThatTheJarBundles() throws Exception {
        try (URLClassLoader loader = SqlJar.newClassLoader()) {
            assertThatThrownBy(() -> loader.loadClass("com.google.flatbuffers.Table"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(
                            () -> loader.getParent().loadClass("io.github.flinkarrow.format.Block"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @SuppressWarnings("unchecked")
    private static ToLongFunction<Path> probe(ClassLoader loader) throws Exception {
        Class<?> probe = SqlJar.defineIn(loader, FormatProbe.class);
        return (ToLongFunction<Path>) probe.getConstructor().newInstance();
    }

    private static byte[] throughZstd(ClassLoader loader) throws Exception {
        Class<?> zstd = load(loader, "com.github.luben.zstd.Zstd");
        Object compressed = zstd.getMethod("compress", byte[].class).invoke(null, TEXT);
        Method decompress = zstd.getMethod("decompress", byte[].class, int.class);
        return (byte[]) decompress.invoke(null, compressed, TEXT.length);
    }

    private static byte[] throughLz4(ClassLoader loader) throws Exception {
        Class<?> factoryClass = load(loader, "net.jpountz.lz4.LZ4Factory");
        Object factory = factoryClass.getMethod("nativeInstance").invoke(null);
        Object compressor = factoryClass.getMethod("fastCompressor").invoke(factory);
        Object compressed =
                load(loader, "net.jpountz.lz4.LZ4Compressor")
                        .getMethod("compress", byte[].class)
                        .invoke(compressor, TEXT);
        Object decompressor = factoryClass.getMethod("safeDecompressor").invoke(factory);
        return (byte[])
                load(loader, "net.jpountz.lz4.LZ4SafeDecompressor")
                        .getMethod("decompress", byte[].class, int.class)
                        .invoke(decompressor, compressed, TEXT.length);
    }

    private static Class<?> load(ClassLoader loader, String name) throws Exception {
        Class<?> loaded = loader.loadClass(name);
        URL source = loaded.getProtectionDomain().getCodeSource().getLocation();
        assertThat(source).as("where %s comes from", name).isEqualTo(SqlJar.path().toUri().toURL());
        return loaded;
    }

    private static List<PathMatcher> matchers() throws IOException {
        return lines().stream().map(SqlJarITCase::matcher).toList();
    }

    private static PathMatcher matcher(String line) {
        return FileSystems.getDefault().getPathMatcher("glob:" + line);
    }

    private static List<String> lines() throws IOException {
        try (InputStream list = SqlJarITCase.class.getResourceAsStream("/sql-jar-contents.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
