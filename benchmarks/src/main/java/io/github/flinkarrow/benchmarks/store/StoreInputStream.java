/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.store;

import org.apache.flink.core.fs.FSDataInputStream;

import java.io.IOException;

/** A file of the store: a read somewhere else than where the last one ended is a request. */
final class StoreInputStream extends FSDataInputStream {

    private final FSDataInputStream stream;
    private final StoreRequests requests;
    private long requestEnd = -1;

    StoreInputStream(FSDataInputStream stream, StoreRequests requests) {
        this.stream = stream;
        this.requests = requests;
    }

    @Override
    public void seek(long position) throws IOException {
        stream.seek(position);
    }

    @Override
    public long getPos() throws IOException {
        return stream.getPos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (stream.getPos() != requestEnd) {
            requests.range();
        }
        int count = stream.read(target, offset, length);
        requestEnd = stream.getPos();
        requests.read(Math.max(0, count));
        return count;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
