/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * ZSTD frames. Both directions are one native call over the whole buffer: decoding needs no window
 * beside its target, whatever window a frame asks for.
 *
 * <p>A context for decompression is kept between calls, since making one takes as long as decoding
 * a few KiB. One for compression is not: it may hold megabytes, and there may be hundreds of
 * writers.
 */
final class ZstdCodec implements BufferCodec {

    static final int MIN_LEVEL = -(1 << 17);
    static final int MAX_LEVEL = 22;

    private static final Cleaner CLEANER = Cleaner.create();

    private final int level;
    private final Spare<ZstdDecompressCtx> idle = new Spare<>();

    ZstdCodec(int level) {
        this.level = level;
        CLEANER.register(this, new Release(idle));
    }

    @Override
    public void decompress(ByteBuffer source, ByteBuffer target)
            throws MalformedDataException, UnsupportedFeatureException {
        if (!source.hasRemaining()) {
            throw new MalformedDataException("expected a ZSTD frame but found no bytes");
        }
        int decoded = decompressFrames(NativeAccess.readable(source), target.slice());
        if (decoded != target.remaining()) {
            throw new MalformedDataException(
                    "ZSTD frames hold " + decoded + " bytes but should hold " + target.remaining());
        }
        source.position(source.limit());
        target.position(target.limit());
    }

    private int decompressFrames(ByteBuffer from, ByteBuffer to)
            throws MalformedDataException, UnsupportedFeatureException {
        ZstdDecompressCtx context = idle.take();
        if (context == null) {
            context = newContext();
        }
        try {
            return call(context, from, to);
        } catch (ZstdException e) {
            throw failure(e, to.limit());
        } finally {
            if (!idle.giveBack(context)) {
                context.close();
            }
            Reference.reachabilityFence(this);
        }
    }

    private static ZstdDecompressCtx newContext() throws UnsupportedFeatureException {
        try {
            return new ZstdDecompressCtx();
        } catch (LinkageError e) {
            throw new UnsupportedFeatureException("ZSTD: its native library does not load here", e);
        }
    }

    private static MalformedDataException failure(ZstdException e, int room)
            throws UnsupportedFeatureException {
        long code = e.getErrorCode();
        if (code == Zstd.errDictionaryWrong()) {
            throw new UnsupportedFeatureException("ZSTD frame needs a dictionary", e);
        }
        if (code == Zstd.errFrameParameterWindowTooLarge()) {
            throw new UnsupportedFeatureException("ZSTD frame needs a window above 2 GiB", e);
        }
        if (code == Zstd.errDstSizeTooSmall()) {
            return new MalformedDataException(
                    "ZSTD frames hold more than the " + room + " bytes they should", e);
        }
        return new MalformedDataException("ZSTD frame: " + e.getMessage(), e);
    }

    private static int call(ZstdDecompressCtx context, ByteBuffer from, ByteBuffer to) {
        int length = from.limit();
        int room = to.limit();
        if (from.isDirect()) {
            return to.isDirect()
                    ? context.decompressDirectByteBuffer(to, 0, room, from, 0, length)
                    : context.decompressDirectByteBufferToByteArray(
                            to.array(), to.arrayOffset(), room, from, 0, length);
        }
        return to.isDirect()
                ? context.decompressByteArrayToDirectByteBuffer(
                        to, 0, room, from.array(), from.arrayOffset(), length)
                : context.decompressByteArray(
                        to.array(),
                        to.arrayOffset(),
                        room,
                        from.array(),
                        from.arrayOffset(),
                        length);
    }

    @Override
    public long maxCompressedLength(int uncompressedLength) {
        return Zstd.compressBound(uncompressedLength);
    }

    @Override
    public int compress(ByteBuffer source, ByteBuffer target) {
        int room = Math.toIntExact(maxCompressedLength(source.remaining()));
        TargetRoom.require(target, room);
        ByteBuffer from = NativeAccess.readable(source);
        ByteBuffer to = target.slice();
        int written;
        if (from.isDirect() && to.isDirect()) {
            written =
                    checked(
                            Zstd.compressDirectByteBuffer(
                                    to, 0, room, from, 0, from.limit(), level));
        } else {
            written = compressOnHeap(from, to, room);
        }
        source.position(source.limit());
        target.position(target.position() + written);
        return written;
    }

    private int compressOnHeap(ByteBuffer from, ByteBuffer to, int room) {
        ByteBuffer input = from;
        if (from.isDirect()) {
            input = ByteBuffer.allocate(from.limit()).put(0, from, 0, from.limit());
        }
        ByteBuffer output = to.isDirect() ? ByteBuffer.allocate(room) : to;
        int written =
                checked(
                        Zstd.compressByteArray(
                                output.array(),
                                output.arrayOffset(),
                                room,
                                input.array(),
                                input.arrayOffset(),
                                input.limit(),
                                level));
        if (to.isDirect()) {
            to.put(0, output, 0, written);
        }
        return written;
    }

    private static int checked(long result) {
        if (Zstd.isError(result)) {
            throw new IllegalStateException("ZSTD: " + Zstd.getErrorName(result));
        }
        return Math.toIntExact(result);
    }

    /** Frees the idle context of a codec that is gone; holds the context's place, not the codec. */
    private record Release(Spare<ZstdDecompressCtx> idle) implements Runnable {
        @Override
        public void run() {
            ZstdDecompressCtx context = idle.take();
            if (context != null) {
                context.close();
            }
        }
    }
}
