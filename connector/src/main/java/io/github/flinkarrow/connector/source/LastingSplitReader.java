/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

import java.io.IOException;

/** A split reader that lives as long as the source reader, whether it has splits or not. */
interface LastingSplitReader<E, SplitT extends SourceSplit> extends SplitReader<E, SplitT> {

    /** No split will come for a while: without any it closes what it keeps open for the next. */
    void rest() throws IOException;

    /**
     * Nothing is wanted any more: a fetch ends as soon as it can, without a failure. Called from
     * any thread.
     */
    void stop();
}
