/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class JsonResultTest {

    @Test
    void timesHaveTheDigitsOfTheirPrecision() throws IOException {
        TimestampData before1970 = TimestampData.fromEpochMillis(-1, 999_999);

        assertThat(json(DataTypes.TIMESTAMP(9), before1970))
                .isEqualTo("\"1969-12-31T23:59:59.999999999\"");
        assertThat(json(DataTypes.TIMESTAMP(4), before1970))
                .isEqualTo("\"1969-12-31T23:59:59.9999\"");
        assertThat(json(DataTypes.TIMESTAMP(0), before1970)).isEqualTo("\"1969-12-31T23:59:59\"");
        assertThat(json(DataTypes.TIMESTAMP_LTZ(3), before1970))
                .isEqualTo("\"1969-12-31T23:59:59.999Z\"");
        assertThat(json(DataTypes.TIME(0), 86_399_999)).isEqualTo("\"23:59:59\"");
        assertThat(json(DataTypes.TIME(9), 1_002)).isEqualTo("\"00:00:01.002000000\"");
        assertThat(json(DataTypes.DATE(), -1)).isEqualTo("\"1969-12-31\"");
    }

    @Test
    void intervalsAreMillisecondsOrMonths() throws IOException {
        assertThat(json(DataTypes.INTERVAL(DataTypes.SECOND(3)), 1_500L)).isEqualTo("1500");
        assertThat(json(DataTypes.INTERVAL(DataTypes.MONTH()), -14)).isEqualTo("{\"months\":-14}");
    }

    @Test
    void numbersAreShortestAndDecimalsKeepTheirScale() throws IOException {
        assertThat(json(DataTypes.FLOAT(), 0.1f)).isEqualTo("0.1");
        assertThat(json(DataTypes.DOUBLE(), 4.9e-324)).isEqualTo("5E-324");
        assertThat(json(DataTypes.DOUBLE(), Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
        assertThat(
                        json(
                                DataTypes.DECIMAL(10, 7),
                                DecimalData.fromBigDecimal(new BigDecimal("0E-7"), 10, 7)))
                .isEqualTo("\"0.0000000\"");
        assertThat(json(DataTypes.TINYINT(), (byte) -128)).isEqualTo("-128");
    }

    @Test
    void bytesAreHexAndTextIsText() throws IOException {
        assertThat(json(DataTypes.BYTES(), new byte[] {0, -1})).isEqualTo("\"00ff\"");
        assertThat(json(DataTypes.STRING(), StringData.fromString("\"\ud83d\ude00\"")))
                .isEqualTo("\"\\\"\ud83d\ude00\\\"\"");
        assertThat(json(DataTypes.STRING(), StringData.fromBytes(new byte[] {'a', -1})))
                .isEqualTo("\"a\ufffd\"");
    }

    @Test
    void mapsArePairsAndRowsAreObjects() throws IOException {
        DataType row = DataTypes.ROW(DataTypes.FIELD("x", DataTypes.BOOLEAN()));

        assertThat(
                        json(
                                DataTypes.MAP(DataTypes.INT(), row),
                                new GenericMapData(Map.of(1, GenericRowData.of(true)))))
                .isEqualTo("[[1,{\"x\":true}]]");
        assertThat(json(DataTypes.MULTISET(DataTypes.INT()), new GenericMapData(Map.of(7, 2))))
                .isEqualTo("[[7,2]]");
        assertThat(json(DataTypes.NULL(), null)).isEqualTo("null");
    }

    private static String json(DataType type, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowType row = (RowType) DataTypes.ROW(DataTypes.FIELD("v", type)).getLogicalType();
        try (JsonResult result = new JsonResult(out, row)) {
            result.write(GenericRowData.of(value));
        }
        String line = out.toString(StandardCharsets.UTF_8);
        assertThat(line).startsWith("{\"v\":").endsWith("}\n");
        return line.substring(5, line.length() - 2);
    }
}
