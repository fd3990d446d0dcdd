/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal;

/**
 * The bytes are valid, but ask for something that is not implemented. Carries the reason; the
 * public boundary adds file, block and offset.
 */
public final class UnsupportedFeatureException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnsupportedFeatureException(String reason) {
        super(reason);
    }

    public UnsupportedFeatureException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
