/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal;

/**
 * The bytes break a rule of the format. Carries the reason and the position inside the part that
 * was looked at; the public boundary adds file, block and offset.
 */
public final class MalformedDataException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedDataException(String reason) {
        super(reason);
    }

    public MalformedDataException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
