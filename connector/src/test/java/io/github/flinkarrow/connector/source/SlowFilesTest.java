/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What slow files and many files hold up while a directory is monitored: nothing but themselves, as
 * long as fewer hang than there are threads.
 */
class SlowFilesTest {

    private static final PlanningOptions OPTIONS =
            PlanningOptions.DEFAULT.withInterval(Duration.ofMillis(1)).withSettlingRounds(2);

    @TempDir private Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private final CountDownLatch gate = new CountDownLatch(1);
    private LiveCoordinator context;
    private MonitoringEnumerator enumerator;

    @BeforeEach
    void start() throws Exception {
        write("a-hangs");
        write("b");
        fileSystem.setFaults(
                Faults.NONE.in(file -> file.getName().contains("hangs")).withReadsWaitingFor(gate));
        context = new LiveCoordinator();
        ArrowIpcSource source =
                new ArrowIpcSource(
                        List.of(fileSystem.path(directory)),
                        ArrowFiles.ROW_TYPE,
                        ArrowIpcReadOptions.DEFAULT,
                        OPTIONS);
        enumerator = (MonitoringEnumerator) source.createEnumerator(context);
    }

    @AfterEach
    void close() throws Exception {
        gate.countDown();
        enumerator.close();
        context.close();
    }

    @Test
    void aFileThatHangsHoldsUpNeitherTheOthersNorTheSearch() throws Exception {
        context.runInCoordinatorThread(enumerator::start);
        context.awaitSplitsOf(enumerator, "b");
        write("c");
        context.awaitSplitsOf(enumerator, "b", "c");
        gate.countDown();

        context.awaitSplitsOf(enumerator, "a-hangs", "b", "c");
    }

    @Test
    void fifteenFilesThatHangLeaveAThreadForTheOthers() throws Exception {
        for (int i = 2; i <= 15; i++) {
            write("a-hangs-" + i);
        }
        context.runInCoordinatorThread(enumerator::start);
        context.awaitSplitsOf(enumerator, "b");
        write("c");

        context.awaitSplitsOf(enumerator, "b", "c");
    }

    @Test
    void namesAreHashedByTheThreadThatLists() throws Exception {
        gate.countDown();
        try (NotedDigests digests = new NotedDigests()) {
            context.runInCoordinatorThread(enumerator::start);
            context.awaitSplitsOf(enumerator, "a-hangs", "b");
            write("c");
            context.awaitSplitsOf(enumerator, "a-hangs", "b", "c");

            assertThat(digests.threads).containsExactly("worker");
        }
    }

    private void write(String name) throws IOException {
        Path written = directory.resolve("." + name);
        ArrowFiles.write(written, 1, 10);
        Files.move(written, directory.resolve(name));
    }

    /** Notes which threads make digests, while it is the first choice of the platform. */
    private static final class NotedDigests implements AutoCloseable {

        private final Set<String> threads = ConcurrentHashMap.newKeySet();
        private final Provider provider = new NotingProvider();

        NotedDigests() {
            Security.insertProviderAt(provider, 1);
        }

        @Override
        public void close() {
            Security.removeProvider(provider.getName());
        }

        private final class NotingProvider extends Provider {

            private static final long serialVersionUID = 1L;

            NotingProvider() {
                super("noting", "1", "notes the threads that make digests");
                putService(
                        new Service(
                                this,
                                "MessageDigest",
                                "SHA-256",
                                Delegate.class.getName(),
                                null,
                                null) {
                            @Override
                            public Object newInstance(Object parameter) {
                                threads.add(Thread.currentThread().getName());
                                return new Delegate();
                            }
                        });
            }
        }
    }

    private static final class Delegate extends MessageDigestSpi {

        private final MessageDigest digest;

        Delegate() {
            try {
                digest = MessageDigest.getInstance("SHA-256", Security.getProvider("SUN"));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
