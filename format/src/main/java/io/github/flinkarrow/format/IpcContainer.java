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
     * Tells which container an input holds, by its last bytes if they are those of a file, which
     * are read with the footer anyway; otherwise as {@link #of} does.
     *
     * @param input whose size is known
     * @throws IpcFormatException if it is neither; Feather V1 and an empty input are told apart
     */
    public static IpcContainer ofEnd(SeekableInput input) throws IOException {
        return ContainerDetection.detectByEnd(input);
    }
}
