/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output, whose errors are not mistaken for those of an input. */
final class CommandOutput extends OutputStream {

    /** Nobody reads any more, as after {@code head}: no error, but a reason to stop. */
    static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedException(IOException cause) {
            super("standard output is closed", cause);
        }
    }

    private final OutputStream out;

    CommandOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static IOException failure(IOException e) {
        return "Broken pipe".equals(e.getMessage())
                ? new ClosedException(e)
                : new IOException("standard output: " + e.getMessage(), e);
    }

    /** The process closes it. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
