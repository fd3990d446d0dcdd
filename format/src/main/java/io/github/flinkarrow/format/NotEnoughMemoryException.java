/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/**
 * The limits of {@link ReadOptions} allow what the bytes ask for, and there is not the memory for
 * it just now: unlike for other unsupported bytes, another attempt may succeed. The message says
 * where, and names the limit to lower.
 */
public class NotEnoughMemoryException extends UnsupportedIpcFeatureException {

    private static final long serialVersionUID = 1L;

    public NotEnoughMemoryException(String message) {
        super(message);
    }

    public NotEnoughMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
