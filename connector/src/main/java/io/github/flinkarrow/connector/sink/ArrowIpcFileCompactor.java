/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.connector.file.sink.compactor.OutputStreamBasedFileCompactor;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.format.ConcatenationOptions;
import io.github.flinkarrow.format.IpcConcatenation;
import io.github.flinkarrow.format.UnlikeSchemaException;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Joins the small files of a sink by copying their record batches as they are, compressed or not.
 *
 * <p>Only where files have different dictionaries are those made one, and the batches that refer to
 * them decoded and written anew; streams keep their dictionaries, each of which replaces the one
 * before. What the files were written with, container, compression and dictionary columns, may be
 * other than what is written now: where dictionary columns differ, the joined file has those of the
 * files with the fewest.
 *
 * @see ArrowIpcSink.Builder#withCompaction
 */
@PublicEvolving
public final class ArrowIpcFileCompactor extends OutputStreamBasedFileCompactor {

    private static final long serialVersionUID = 1L;

    private final ArrowIpcWriteOptions options;

    /**
     * @param options of the sink: the container of the result, and how what is decoded is written
     */
    public ArrowIpcFileCompactor(ArrowIpcWriteOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * @throws IOException if the files differ in their columns, a stream has been cut, or the
     *     dictionaries of one joined file take more than four times what {@link
     *     ArrowIpcWriteOptions#dictionaryColumns()} may, 128 MiB by default
     */
    @Override
    protected void doCompact(List<Path> inputFiles, OutputStream outputStream) throws IOException {
        List<IpcConcatenation.Source> sources = new ArrayList<>(inputFiles.size());
        for (Path file : inputFiles) {
            sources.add(() -> PartFile.open(file));
        }
        ConcatenationOptions joining =
                ConcatenationOptions.DEFAULT
                        .withWriting(options.forFormat())
                        .withMaxDictionaryBytes(mostDictionaryBytes())
                        .withEndMarkerRequired(true);
        try {
            IpcConcatenation.write(
                    sources,
                    options.container(),
                    new OutputStreamChannel(outputStream, directory(inputFiles), new Staging()),
                    joining);
        } catch (UnlikeSchemaException e) {
            throw new IOException(
                    e.getMessage()
                            + "; before the columns of a job change, stop it with --drain, or join"
                            + " no files",
                    e);
        }
    }

    /** Four times what the dictionaries of open files may take. */
    private long mostDictionaryBytes() {
        return 4 * WriterBudget.forBatchesOf(options.batchBytes()).mostDictionaryBytes();
    }

    /** Files are joined where they are. */
    private static String directory(List<Path> inputFiles) {
        return inputFiles.isEmpty() ? null : String.valueOf(inputFiles.get(0).getParent());
    }
}
