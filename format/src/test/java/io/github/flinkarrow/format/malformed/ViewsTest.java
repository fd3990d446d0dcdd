/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Views: the size, then 12 bytes of value, or prefix, buffer and offset. */
class ViewsTest extends MalformedInput {

    private static final Schema VIEWS = Schema.of(Field.nullable("v", new ArrowType.Utf8View()));

    // Views: the size, then 12 bytes of value, or prefix, buffer and offset.

    private static Consumer<Batch> view(int size, int prefix, int buffer, int offset) {
        return b ->
                b.rows(1)
                        .node(1, 0)
                        .noBuffer()
                        .ints(size, prefix, buffer, offset)
                        .variadic(1)
                        .hex("61626364 65666768 696a6b6c 6d6e6f70");
    }

    @Test
    void viewThatIsRightIsRead() throws IOException {
        assertThat(read(VIEWS, view(13, 0x65646362, 0, 1))).containsExactly("bcdefghijklmn");
        assertThat(read(VIEWS, view(16, 0x64636261, 0, 0))).containsExactly("abcdefghijklmnop");
        assertThat(read(VIEWS, view(3, 0x00636261, -1, -1))).containsExactly("abc");
    }

    @Test
    void viewRefersToABufferThatIsThere() {
        fails(
                VIEWS,
                view(13, 0x64636261, 1, 0),
                "field 'v': view 0 has 13 bytes at 0 of data buffer 1, of 1 buffers");
        fails(
                VIEWS,
                view(13, 0x64636261, -1, 0),
                "field 'v': view 0 has 13 bytes at 0 of data buffer -1, of 1 buffers");
    }

    @Test
    void viewRefersToBytesInsideItsBuffer() {
        fails(
                VIEWS,
                view(13, 0x64636261, 0, 4),
                "field 'v': view 0 has 13 bytes at 4 of data buffer 0, which has 16");
        fails(VIEWS, view(13, 0x64636261, 0, -1), "13 bytes at -1 of data buffer 0, which has 16");
        fails(VIEWS, view(13, 0x64636261, 0, Integer.MAX_VALUE), "13 bytes at 2147483647 of");
        fails(VIEWS, view(17, 0x64636261, 0, 0), "17 bytes at 0 of data buffer 0, which has 16");
        fails(VIEWS, view(Integer.MAX_VALUE, 0x64636261, 0, 0), "2147483647 bytes at 0 of");
    }

    @Test
    void viewHasASizeThatIsNotNegative() {
        fails(VIEWS, view(-1, 0x64636261, 0, 0), "field 'v': view 0 has -1 bytes at 0");
        fails(VIEWS, view(Integer.MIN_VALUE, 0x64636261, 0, 0), "view 0 has -2147483648 bytes");
    }

    @Test
    void viewBeginsAsItsBytesDo() {
        fails(
                VIEWS,
                view(13, 0x64636262, 0, 0),
                "field 'v': the prefix of view 0 is not that of its bytes");
    }

    @Test
    void viewOfANullMaySayAnything() throws IOException {
        assertThat(
                        read(
                                VIEWS,
                                b ->
                                        b.rows(2)
                                                .node(2, 2)
                                                .bytes(0)
                                                .ints(-1, -1, -1, -1, 99, 0, 99, -5)
                                                .variadic(0)))
                .containsExactly(null, null);
    }

    @Test
    void viewsAreAsManyAsTheirValues() {
        fails(
                VIEWS,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, 0, 0, 0).variadic(0),
                "field 'v': views buffer needs 32 bytes but has 16");
    }

    @Test
    void dataBuffersOfViewsAreAsManyAsTheBatchSays() {
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer(),
                "the schema asks for more than 0 variadic buffer counts");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(0).variadic(0),
                "the schema asks for 1 variadic buffer counts, found 2");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(1),
                "a variadic buffer count of 1 in a batch of 2 buffers");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(-1),
                "a variadic buffer count of -1 in a batch of 2 buffers");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(Long.MAX_VALUE),
                "a variadic buffer count of 9223372036854775807 in a batch of 2 buffers");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().noBuffer().variadic(0),
                "the schema asks for 2 buffers, found 3");
    }
}
