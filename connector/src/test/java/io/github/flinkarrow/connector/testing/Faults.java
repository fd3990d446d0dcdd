/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.Path;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * What goes wrong with the files of a {@link WatchedFileSystem}.
 *
 * @param files that are affected
 * @param mostRead the most bytes that a single read gives
 * @param readErrorAt the byte that cannot be read; those before it can
 * @param endsAt where files end although their status says otherwise
 * @param noSpaceAt the byte of a file for which there is no space
 * @param deniedOpen whether opening for reading is refused
 * @param deniedCreate whether creating, opening for writing, renaming and deleting are refused
 * @param gate is waited for before anything is read; null for none
 * @param onOpen runs before a file is opened for reading, after its status was asked for
 */
public record Faults(
        Predicate<Path> files,
        int mostRead,
        long readErrorAt,
        long endsAt,
        long noSpaceAt,
        boolean deniedOpen,
        boolean deniedCreate,
        CountDownLatch gate,
        FileAction onOpen) {

    /** Something to do with a file, such as replacing or cutting it. */
    public interface FileAction {
        void run(java.nio.file.Path file) throws IOException;
    }

    public static final Faults NONE =
            new Faults(
                    path -> true,
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    false,
                    false,
                    null,
                    file -> {});

    /** Affects only files for which this holds. */
    public Faults in(Predicate<Path> some) {
        return new Faults(
                some,
                mostRead,
                readErrorAt,
                endsAt,
                noSpaceAt,
                deniedOpen,
                deniedCreate,
                gate,
                onOpen);
    }

    public Faults withShortReads(int mostBytes) {
        return new Faults(
                files,
                mostBytes,
                readErrorAt,
                endsAt,
                noSpaceAt,
                deniedOpen,
                deniedCreate,
                gate,
                onOpen);
    }

    public Faults withReadErrorAt(long position) {
        return new Faults(
                files,
                mostRead,
                position,
                endsAt,
                noSpaceAt,
                deniedOpen,
                deniedCreate,
                gate,
                onOpen);
    }

    public Faults withEndAt(long position) {
        return new Faults(
                files,
                mostRead,
                readErrorAt,
                position,
                noSpaceAt,
                deniedOpen,
                deniedCreate,
                gate,
                onOpen);
    }

    public Faults withNoSpaceAt(long position) {
        return new Faults(
                files,
                mostRead,
                readErrorAt,
                endsAt,
                position,
                deniedOpen,
                deniedCreate,
                gate,
                onOpen);
    }

    public Faults withReadingDenied() {
        return new Faults(
                files, mostRead, readErrorAt, endsAt, noSpaceAt, true, deniedCreate, gate, onOpen);
    }

    public Faults withWritingDenied() {
        return new Faults(
                files, mostRead, readErrorAt, endsAt, noSpaceAt, deniedOpen, true, gate, onOpen);
    }

    /** Delays reads until the latch is at zero, for at most half a minute. */
    public Faults withReadsWaitingFor(CountDownLatch latch) {
        return new Faults(
                files,
                mostRead,
                readErrorAt,
                endsAt,
                noSpaceAt,
                deniedOpen,
                deniedCreate,
                latch,
                onOpen);
    }

    /** Changes a file between the look at its status and its opening. */
    public Faults beforeOpening(FileAction action) {
        return new Faults(
                files,
                mostRead,
                readErrorAt,
                endsAt,
                noSpaceAt,
                deniedOpen,
                deniedCreate,
                gate,
                action);
    }
}
