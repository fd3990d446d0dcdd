/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonLinesTest {

    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType()}, new String[] {"n"});

    @Test
    void rowsComeThoughNoneFollowsThem() throws Exception {
        Printed out = new Printed();

        try (ResultFormat.Rows rows = new JsonLines(out).begin(TYPE)) {
            rows.print(GenericRowData.of(1));

            assertThat(out.flushed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(out.text()).isEqualTo("{\"n\":1}\n");
        }
    }

    @Test
    void allRowsComeInTheirOrder() throws IOException {
        Printed out = new Printed();
        StringBuilder expected = new StringBuilder();

        try (ResultFormat.Rows rows = new JsonLines(out).begin(TYPE)) {
            for (int i = 0; i < 100_000; i++) {
                rows.print(GenericRowData.of(i));
                expected.append("{\"n\":").append(i).append("}\n");
            }
            rows.end();
            assertThat(out.text()).isEqualTo(expected.toString());
        }
    }

    @Test
    @Timeout(60)
    void whatCannotBePrintedIsAnErrorOfALaterRow() throws IOException {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        ResultFormat.Rows rows = new JsonLines(broken).begin(TYPE);

        assertThatThrownBy(
                        () -> {
                            while (true) {
                                rows.print(GenericRowData.of(1));
                            }
                        })
                .hasMessage("Broken pipe");
        assertThatThrownBy(rows::end).hasMessage("Broken pipe");
    }

    private static final class Printed extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CountDownLatch flushed = new CountDownLatch(1);

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
        }

        @Override
        public synchronized void write(byte[] values, int offset, int length) {
            bytes.write(values, offset, length);
        }

        @Override
        public void flush() {
            flushed.countDown();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
