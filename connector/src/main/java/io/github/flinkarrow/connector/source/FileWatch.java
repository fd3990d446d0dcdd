/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Decides, round by round, which of the files that are there can be read.
 *
 * <p>A file that has a footer, or an end-of-stream marker, is read at once, but for a stream that
 * has just grown: that would be read to its end in vain again and again. Any other is looked at
 * again in later rounds, as somebody may still be writing it. When it has stayed as it is for
 * enough rounds, it is what it is: a whole stream if it ends between two messages, otherwise
 * broken. A broken file that changes is looked at anew: nothing of it was read.
 */
final class FileWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    /** Permission to read changes neither the size nor the modification time of a file. */
    private static final int ROUNDS_BETWEEN_LOOKS = 10;

    /** After which an inspection is worth a warning: the next one of the file waits for it. */
    private static final int MANY_ROUNDS = 10;

    private final PlanningOptions options;
    private final KnownFiles known;
    private Map<Path, CandidateFile> candidates = new HashMap<>();

    /** Those that wait for their inspection, the one that has waited longest first. */
    private final Queue<CandidateFile> due = new ArrayDeque<>();

    private long volume;

    /**
     * @param known files that were read; those that get ready are added
     */
    FileWatch(PlanningOptions options, KnownFiles known) {
        this.options = options;
        this.known = known;
    }

    /**
     * Begins a round. What comes of an inspection that goes on counts if the file is still the
     * same.
     *
     * @param listed all files that are there
     * @throws FileChangedException if one that was read has changed and is not to be skipped
     */
    void begin(List<ListedFile> listed) throws FileChangedException {
        Map<Path, CandidateFile> present = new HashMap<>();
        for (ListedFile file : listed) {
            DataFile read = known.find(file);
            if (read != null) {
                compare(read, file);
                continue;
            }
            CandidateFile candidate = candidates.get(file.file().path());
            if (candidate == null) {
                candidate = new CandidateFile(file);
            } else {
                candidate.foundAgain(file);
            }
            present.put(file.file().path(), candidate);
            if (candidate.isDue()) {
                candidate.setQueued(true);
                due.add(candidate);
            }
            if (candidate.roundsInspecting() == MANY_ROUNDS) {
                LOG.warn(
                        "{}: the inspection of the file goes on since {} rounds",
                        file.file().path(),
                        MANY_ROUNDS);
            }
        }
        candidates = present;
        volume = present.values().stream().mapToLong(candidate -> candidate.file().size()).sum();
        if (options.deletedFiles() == PlanningOptions.DeletedFiles.FORGOTTEN) {
            known.retain(listed);
        }
    }

    /** The next file to inspect, of which {@link #end} is told; null if none is due. */
    CandidateFile next() {
        for (CandidateFile next = due.poll(); next != null; next = due.poll()) {
            next.setQueued(false);
            if (isThere(next)) {
                next.setInspecting(true);
                return next;
            }
        }
        return null;
    }

    private boolean isThere(CandidateFile candidate) {
        return candidates.get(candidate.file().path()) == candidate;
    }

    /** Bytes of all files that this round has found to be inspected and read. */
    long volume() {
        return volume;
    }

    private void compare(DataFile read, ListedFile now) throws FileChangedException {
        Optional<String> difference = read.differenceTo(now.file());
        if (difference.isEmpty()) {
            return;
        }
        String message = now.file().path() + ": the file has changed since it was read: ";
        if (options.onBrokenFile() == OnBrokenFile.FAIL) {
            throw new FileChangedException(
                    message
                            + difference.get()
                            + ", and new rows belong into a new file"
                            + FileChangedException.WAY_OUT);
        }
        LOG.warn("{}{}; what it holds now is not read", message, difference.get());
        known.put(now);
    }

    /**
     * Ends the inspection of a file.
     *
     * @return the file, if it is to be read; otherwise null
     * @throws IOException if it is broken and is not to be skipped
     */
    FileLayout end(CandidateFile candidate, InspectionPool.Outcome outcome) throws IOException {
        candidate.setInspecting(false);
        if (!isThere(candidate) || !outcome.file().equals(candidate.file())) {
            return null; // A later round has found another one, or none.
        }
        if (outcome.failure() != null) {
            failed(candidate, outcome.failure());
            return null;
        }
        candidate.succeeded();
        FileLayout.End end = outcome.layout().end();
        boolean settled = candidate.roundsUnchanged() >= options.settlingRounds();
        if (end == FileLayout.End.CERTAIN || (end == FileLayout.End.OPEN && settled)) {
            known.put(candidate.listed());
            candidates.remove(candidate.file().path());
            return outcome.layout();
        }
        if (end == FileLayout.End.OPEN) {
            // It ends where it ends as long as nothing is written.
            candidate.skipUntil(options.settlingRounds());
        }
        return null;
    }

    /** Only what has failed in enough rounds, in a row and with the file unchanged, is lasting. */
    private void failed(CandidateFile candidate, IOException failure) throws IOException {
        if (candidate.failedAgain() > options.settlingRounds()) {
            giveUp(candidate, failure);
        } else {
            LOG.debug("{}: not readable yet", candidate.file().path(), failure);
        }
    }

    private void giveUp(CandidateFile candidate, IOException failure) throws IOException {
        if (options.onBrokenFile() == OnBrokenFile.FAIL || !SkippingRows.isBroken(failure)) {
            throw failure;
        }
        Path path = candidate.file().path();
        if (failure instanceof FileUnreadableException) {
            LOG.warn("{}: the file is skipped until it may be read", path, failure);
            candidate.skipUntil(candidate.roundsUnchanged() + ROUNDS_BETWEEN_LOOKS);
        } else {
            LOG.warn("{}: the file is skipped until it changes", path, failure);
            candidate.skipUntil(Integer.MAX_VALUE);
        }
    }
}
