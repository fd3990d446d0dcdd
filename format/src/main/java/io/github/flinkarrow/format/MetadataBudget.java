/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/** Counts what is kept of messages, of which {@link ReadOptions#maxMetadataBytes} are allowed. */
final class MetadataBudget {

    private final int most;
    private final String what;
    private long bytes;

    /**
     * @param what is kept, for an error
     */
    MetadataBudget(ReadOptions options, String what) {
        this.most = options.maxMetadataBytes();
        this.what = what;
    }

    /**
     * Takes note of what is to be kept.
     *
     * @param location of the message that it is for
     * @throws UnsupportedIpcFeatureException if that is too much, with what is kept already
     */
    void add(int more, Location location) throws UnsupportedIpcFeatureException {
        bytes += more;
        if (bytes > most) {
            throw location.exceeds(Limit.METADATA_BYTES, most, what + " take " + bytes + " bytes");
        }
    }

    /** The opposite. */
    void remove(long less) {
        bytes -= less;
    }
}
