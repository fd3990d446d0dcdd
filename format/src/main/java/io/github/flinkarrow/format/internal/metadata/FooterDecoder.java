/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import org.apache.arrow.flatbuf.Footer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes the footer of a file, once all of it is verified.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format">IPC file
 *     format</a>
 */
public final class FooterDecoder {

    private FooterDecoder() {}

    /**
     * The footer in the bytes of its flatbuffer.
     *
     * @param footer must not be changed afterwards: the result is a view over it
     * @throws MalformedDataException if the bytes are not a footer, or break a rule
     * @throws UnsupportedFeatureException if the footer needs what is not implemented, or is beyond
     *     the limits
     */
    public static FileFooter decode(byte[] footer, MetadataLimits limits)
            throws MalformedDataException, UnsupportedFeatureException {
        ByteBuffer bytes = ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN);
        new Verifier(bytes).verify(ArrowShapes.FOOTER_ENVELOPE);
        Footer table = Footer.getRootAsFooter(bytes);
        if (table.version() > org.apache.arrow.flatbuf.MetadataVersion.V5) {
            throw MetadataVersion.unknown(table.version());
        }

        new Verifier(bytes).verify(ArrowShapes.FOOTER);
        if (table.schema() == null) {
            throw new MalformedDataException("the footer has no schema");
        }
        int root = Flatbuffer.target(bytes, 0);
        return new FileFooter(
                new SchemaDecoder(limits).decode(table.schema()),
                KeyValues.decode(table.customMetadataLength(), table::customMetadata),
                blocks(bytes, root, ArrowShapes.FOOTER_DICTIONARIES),
                blocks(bytes, root, ArrowShapes.FOOTER_RECORD_BATCHES));
    }

    private static StructVector blocks(ByteBuffer bytes, int root, int slot) {
        return StructVector.of(bytes, root, slot, ArrowShapes.BLOCK_WIDTH);
    }
}
