/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides, round by round, which of the files that are there can be read.
 *
 * <p>A file that has a footer, or an end-of-stream marker, is read at once. Any other is looked at
 * again in each round, as somebody may still be writing it. When it has stayed as it is for enough
 * rounds, it is what it is: a whole stream if it ends between two messages, otherwise broken. A
 * broken file that changes is looked at anew: nothing of it was read.
 */
final class FileWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    /** Permission to read changes neither the size nor the modification time of a file. */
    private static final int ROUNDS_BETWEEN_LOOKS = 10;

    private static final class Candidate {

        private final DataFile file;
        private int roundsUnchanged;

        /** In a row, up to the last one. */
        private int failedRounds;

        /** The round, counted as those above, before which it is skipped. */
        private int roundsToSkip;

        Candidate(DataFile file) {
            this.file = file;
        }
    }

    private final PlanningOptions options;
    private final KnownFiles known;
    private Map<Path, Candidate> candidates = new HashMap<>();

    /**
     * @param known files that were read; those that get ready are added
     */
    FileWatch(PlanningOptions options, KnownFiles known) {
        this.options = options;
        this.known = known;
    }

    /**
     * Begins a round.
     *
     * @param listed all files that are there
     * @return those that have to be inspected
     * @throws FileChangedException if one that was read has changed and is not to be skipped
     */
    List<FileStatus> due(List<FileStatus> listed) throws FileChangedException {
        List<FileStatus> due = new ArrayList<>();
        Map<Path, Candidate> present = new HashMap<>();
        for (FileStatus status : listed) {
            DataFile file = DataFile.of(status);
            DataFile read = known.find(file.path());
            if (read != null) {
                compare(read, file);
                continue;
            }
            Candidate candidate = candidates.get(file.path());
            if (candidate == null || !candidate.file.equals(file)) {
                candidate = new Candidate(file);
            } else {
                candidate.roundsUnchanged++;
            }
            present.put(file.path(), candidate);
            if (candidate.roundsUnchanged >= candidate.roundsToSkip) {
                due.add(status);
            }
        }
        candidates = present;
        if (options.deletedFiles() == PlanningOptions.DeletedFiles.FORGOTTEN) {
            known.retain(listed.stream().map(DataFile::of).toList());
        }
        return due;
    }

    private void compare(DataFile read, DataFile now) throws FileChangedException {
        Optional<String> difference = read.differenceTo(now);
        if (difference.isEmpty()) {
            return;
        }
        String message = now.path() + ": the file has changed since it was read: ";
        if (options.onBrokenFile() == OnBrokenFile.FAIL) {
            throw new FileChangedException(
                    message
                            + difference.get()
                            + "; write new rows to a new file, or let the source skip broken files"
                            + " to go on without them");
        }
        LOG.warn("{}{}; what it holds now is not read", message, difference.get());
        known.put(now);
    }

    /**
     * Ends a round, or part of it.
     *
     * @return the files that are to be read
     * @throws IOException if a file is broken and is not to be skipped
     */
    List<FileLayout> ready(List<InspectionPool.Outcome> outcomes) throws IOException {
        List<FileLayout> ready = new ArrayList<>();
        for (InspectionPool.Outcome outcome : outcomes) {
            Candidate candidate = candidates.get(outcome.file().path());
            if (outcome.failure() == null) {
                candidate.failedRounds = 0;
                boolean settled = candidate.roundsUnchanged >= options.settlingRounds();
                if (settled || outcome.layout().end() == FileLayout.End.CERTAIN) {
                    ready.add(outcome.layout());
                    known.put(outcome.file());
                    candidates.remove(outcome.file().path());
                }
            } else {
                failed(candidate, outcome.failure());
            }
        }
        return ready;
    }

    /** Only what has failed in enough rounds, in a row and with the file unchanged, is lasting. */
    private void failed(Candidate candidate, IOException failure) throws IOException {
        candidate.failedRounds++;
        if (candidate.failedRounds > options.settlingRounds()) {
            giveUp(candidate, failure);
        } else {
            LOG.debug("{}: not readable yet", candidate.file.path(), failure);
        }
    }

    private void giveUp(Candidate candidate, IOException failure) throws IOException {
        if (options.onBrokenFile() == OnBrokenFile.FAIL || !SkippingRows.isBroken(failure)) {
            throw failure;
        }
        if (failure instanceof FileUnreadableException) {
            LOG.warn(
                    "{}: the file is skipped until it may be read", candidate.file.path(), failure);
            candidate.roundsToSkip = candidate.roundsUnchanged + ROUNDS_BETWEEN_LOOKS;
        } else {
            LOG.warn("{}: the file is skipped until it changes", candidate.file.path(), failure);
            candidate.roundsToSkip = Integer.MAX_VALUE;
        }
    }
}
