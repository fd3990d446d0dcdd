/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.connector.source.ReadMode;
import io.github.flinkarrow.format.Compression;

import java.util.List;
import java.util.stream.Stream;

/** The formats that are compared. */
public final class Contenders {

    /** Rows that cost nothing stay in the cache of a core. */
    private static final int COSTLESS_ROWS = 1_024;

    /** A split for every block, however small. */
    public static final String BLOCK_SPLITS = "arrow-ipc-block-splits";

    private static final List<Contender> ALL =
            List.of(
                    new ArrowIpc("arrow-ipc", Compression.NONE, ReadMode.BUFFERED),
                    new ArrowIpc("arrow-ipc-mmap", Compression.NONE, ReadMode.MMAP),
                    new ArrowIpc("arrow-ipc-lz4", Compression.LZ4_FRAME, ReadMode.BUFFERED),
                    new ArrowIpc("arrow-ipc-zstd", Compression.ZSTD, ReadMode.BUFFERED),
                    new ArrowIpc(BLOCK_SPLITS, Compression.NONE, ReadMode.BUFFERED, 0),
                    new LinkedArrowIpc("arrow-ipc-lz4-linked"),
                    new Parquet("parquet", "UNCOMPRESSED"),
                    new Parquet("parquet-snappy", "SNAPPY"),
                    new Orc("orc", "NONE"),
                    new Orc("orc-snappy", "SNAPPY"),
                    new Costless("costless", COSTLESS_ROWS, Long.MAX_VALUE),
                    new Costless("fixed", 1, 1));

    private Contenders() {}

    /**
     * The source of jobs that write: rows that cost nothing and differ within a record batch.
     *
     * @param like only one row if this is what a job costs anyhow
     */
    public static Contender rowsFor(Contender like, Table table) {
        return like.files().equals("fixed")
                ? like
                : new Costless("rows", table.batchRows(), Long.MAX_VALUE);
    }

    /** Those of whole jobs, all but {@link #BLOCK_SPLITS}. */
    public static Stream<String> names() {
        return ALL.stream().map(Contender::name).filter(name -> !name.equals(BLOCK_SPLITS));
    }

    /**
     * The contender of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Contender named(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no contender " + name));
    }
}
