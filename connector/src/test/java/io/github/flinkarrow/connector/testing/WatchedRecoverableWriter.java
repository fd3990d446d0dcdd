/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

import java.io.IOException;

/** What {@code FileSink} writes through to a {@link WatchedFileSystem}. */
final class WatchedRecoverableWriter implements RecoverableWriter {

    private final WatchedFileSystem fileSystem;
    private final RecoverableWriter local;

    WatchedRecoverableWriter(WatchedFileSystem fileSystem, RecoverableWriter local) {
        this.fileSystem = fileSystem;
        this.local = local;
    }

    @Override
    public RecoverableFsDataOutputStream open(Path path) throws IOException {
        fileSystem.requireWritable(path);
        return new WatchedOutputStream(fileSystem, path, local.open(fileSystem.localPath(path)));
    }

    /** The path of what goes on being written is not known: faults see the root. */
    @Override
    public RecoverableFsDataOutputStream recover(ResumeRecoverable resumable) throws IOException {
        return new WatchedOutputStream(
                fileSystem, fileSystem.getWorkingDirectory(), local.recover(resumable));
    }

    @Override
    public RecoverableFsDataOutputStream.Committer recoverForCommit(CommitRecoverable resumable)
            throws IOException {
        return local.recoverForCommit(resumable);
    }

    @Override
    public boolean requiresCleanupOfRecoverableState() {
        return local.requiresCleanupOfRecoverableState();
    }

    @Override
    public boolean cleanupRecoverableState(ResumeRecoverable resumable) throws IOException {
        return local.cleanupRecoverableState(resumable);
    }

    @Override
    public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
        return local.getCommitRecoverableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
        return local.getResumeRecoverableSerializer();
    }

    @Override
    public boolean supportsResume() {
        return local.supportsResume();
    }
}
