/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

/** How the bytes of a file come into memory. */
@PublicEvolving
public enum ReadMode {
    /** They are read into buffers. */
    BUFFERED,
    /**
     * Local files are mapped, others are read into buffers. A file that is truncated while it is
     * mapped ends the task manager.
     */
    MMAP
}
