/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The LZ4 library as this class loader could load it: native, or in plain Java where the platform
 * has no native build or refuses to load it.
 */
final class Lz4Library {

    private static final boolean NATIVE = loadsNatively();

    private Lz4Library() {}

    /** The native block decompressor, or null without the native library. */
    static LZ4SafeDecompressor nativeDecompressor() {
        return NATIVE ? LZ4Factory.nativeInstance().safeDecompressor() : null;
    }

    /** The block compressor of a level: 0 is the fast one. */
    static LZ4Compressor compressor(int level) {
        LZ4Factory factory = NATIVE ? LZ4Factory.nativeInstance() : LZ4Factory.safeInstance();
        return level == 0 ? factory.fastCompressor() : factory.highCompressor(level);
    }

    static XXHash32 xxHash32() {
        XXHashFactory factory =
                NATIVE ? XXHashFactory.nativeInstance() : XXHashFactory.safeInstance();
        return factory.hash32();
    }

    private static boolean loadsNatively() {
        try {
            // Asked for outright: the library's own choice of the "fastest" instance prefers
            // sun.misc.Unsafe to a native library in every class loader but the system's.
            LZ4Factory.nativeInstance();
            XXHashFactory.nativeInstance();
            return true;
        } catch (LinkageError | AssertionError | RuntimeException e) {
            return false;
        }
    }
}
