/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

/** What a source does about a file that cannot be read. */
@PublicEvolving
public enum OnBrokenFile {
    /** The job fails, with the reason. */
    FAIL,
    /** The file is left out and named in a warning; other files are read. */
    SKIP
}
