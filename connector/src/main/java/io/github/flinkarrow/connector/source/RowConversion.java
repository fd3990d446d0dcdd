/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.data.RowData;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Function;

/**
 * What a source makes of the rows that it reads.
 *
 * @param <T> what a row becomes
 */
@Internal
public interface RowConversion<T> extends Serializable {

    /** What is converted. */
    enum Input {
        /** The rows of the files, as the source's row type says. */
        ROWS,
        /**
         * A row of one BIGINT for the record batches that are handed on at once: how many rows they
         * have. With a row type without fields nothing but headers is read for it.
         */
        ROW_COUNTS
    }

    /** What is converted: rows, unless said otherwise. */
    default Input input() {
        return Input.ROWS;
    }

    /**
     * Files that were counted before. Where all rows are counted and these are the files that there
     * are, none of them is opened: the row that is converted is the number of the rows of all.
     */
    default CountedFiles counted() {
        return CountedFiles.NONE;
    }

    TypeInformation<T> producedType();

    /**
     * Begins to convert, in one thread.
     *
     * @param classLoader that knows the job's classes
     */
    OfSplit<T> open(ClassLoader classLoader);

    /** Converts the rows of splits. */
    @FunctionalInterface
    interface OfSplit<T> {

        /**
         * The conversion of the rows of a split, each while it is valid.
         *
         * @throws IOException if the split's file has not what the conversion asks of it
         */
        Function<RowData, T> of(FileSourceSplit split) throws IOException;
    }
}
