/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;

/** The two ways of putting messages behind each other. */
public enum IpcContainer {
    /** With a footer, for reading at random; also known as Feather V2. */
    FILE,
    /** Without a footer, for reading from the start. */
    STREAM;

    /**
     * Tells which container an input holds, by its first bytes.
     *
     * @throws IpcFormatException if it is neither; Feather V1 and an empty input are told apart
     */
    public static IpcContainer of(SeekableInput input) throws IOException {
        return ContainerDetection.detect(input);
    }

    /**
     * Tells which container an input holds, as {@link #of} does. Where reading its first bytes is a
     * request that takes long, its last bytes are enough if they are those of a file: they are read
     * with the footer anyway.
     *
     * @param input whose size is known
     * @throws IpcFormatException if it is neither; Feather V1 and an empty input are told apart
     */
    public static IpcContainer ofEnd(SeekableInput input) throws IOException {
        return ContainerDetection.detectByEnd(input);
    }
}
