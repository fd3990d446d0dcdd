/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader that asked for a split that it has to wait: nobody knows how long. */
record NoSplitsNow() implements SourceEvent {

    private static final long serialVersionUID = 1L;
}
