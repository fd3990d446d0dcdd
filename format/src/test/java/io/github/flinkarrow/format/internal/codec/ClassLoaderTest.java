/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;

import static org.assertj.core.api.Assertions.assertThat;

/** Flink loads the classes of every job anew, native libraries with them. */
class ClassLoaderTest {

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void codecsWorkInTwoClassLoadersAtOnce(CompressionType type) throws Exception {
        try (URLClassLoader first = classLoader();
                URLClassLoader second = classLoader()) {
            Class<?> firstTrip = first.loadClass(RoundTrip.class.getName());
            Class<?> secondTrip = second.loadClass(RoundTrip.class.getName());
            assertThat(firstTrip).isNotSameAs(secondTrip).isNotSameAs(RoundTrip.class);

            for (Class<?> trip : new Class<?>[] {firstTrip, secondTrip, firstTrip}) {
                Method run = trip.getMethod("run", String.class);
                assertThat(run.invoke(null, type.name())).isEqualTo("native");
            }
        }
    }

    private static URLClassLoader classLoader() throws Exception {
        List<URL> urls = new ArrayList<>();
        StringTokenizer paths =
                new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
        while (paths.hasMoreTokens()) {
            urls.add(new File(paths.nextToken()).toURI().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** What runs inside each class loader. */
    public static final class RoundTrip {

        private RoundTrip() {}

        public static String run(String type) throws Exception {
            BufferCodec codec = CompressionType.valueOf(type).newCodec();
            byte[] content = Entropy.WORDS.bytes(200_000, 1);
            ByteBuffer frame =
                    ByteBuffer.allocateDirect((int) codec.maxCompressedLength(content.length));
            codec.compress(ByteBuffer.wrap(content), frame);
            byte[] decoded = new byte[content.length];
            codec.decompress(frame.flip(), ByteBuffer.wrap(decoded));
            if (!Arrays.equals(content, decoded)) {
                return "wrong";
            }
            return Lz4Library.nativeDecompressor() == null ? "plain Java" : "native";
        }
    }
}
