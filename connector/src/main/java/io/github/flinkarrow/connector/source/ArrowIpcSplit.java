/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/**
 * A range of bytes of a file: it has the record batches whose blocks start in it. A stream is one
 * split. One without bytes stands for all files of a source that knows how many rows they have, and
 * wants nothing else of them.
 *
 * <p>The hosts that have these bytes are known only to the enumerator that planned the split: they
 * are no part of its state.
 */
@PublicEvolving
public final class ArrowIpcSplit extends FileSourceSplit {

    private static final long serialVersionUID = 1L;

    /**
     * @param position from which to read; null for the start
     */
    ArrowIpcSplit(
            DataFile file,
            long offset,
            long length,
            String[] hosts,
            CheckpointedPosition position) {
        super(
                // A file that is there again under a name is another one.
                file.path() + "@" + offset + ":" + file.modificationTime(),
                file.path(),
                offset,
                length,
                file.modificationTime(),
                file.size(),
                hosts,
                position);
    }

    @Override
    public ArrowIpcSplit updateWithCheckpointedPosition(CheckpointedPosition position) {
        return new ArrowIpcSplit(DataFile.of(this), offset(), length(), hostnames(), position);
    }
}
