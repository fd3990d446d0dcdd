/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;

/**
 * The bytes may be valid, but use a part of the Arrow IPC format that is not implemented, exceed a
 * limit of {@link ReadOptions}, or need more memory than there is. The message says where and
 * which, and names the limit to raise.
 */
public class UnsupportedIpcFeatureException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnsupportedIpcFeatureException(String message) {
        super(message);
    }

    public UnsupportedIpcFeatureException(String message, Throwable cause) {
        super(message, cause);
    }
}
