/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Rows whose values lie near each other in a block, extremes and NULLs among them, and conditions
 * that some blocks have no row for.
 */
final class RandomFilters {

    static final String COLUMNS =
            """
            id BIGINT, b BOOLEAN, i8 TINYINT, i32 INT, i64 BIGINT, f FLOAT, d DOUBLE,
            small DECIMAL(10, 2), big DECIMAL(38, 10), c CHAR(4), s STRING, v VARCHAR(40), bin BYTES,
            dt DATE, t TIME(3), ts TIMESTAMP(3), ts9 TIMESTAMP(9), z TIMESTAMP_LTZ(6)
            """;

    private static final String[] TEXTS = {
        "", "a", "ab", "abc", "b", "é", "\uFFFF", "😀", "zz", "x".repeat(40), "x".repeat(31) + "é"
    };

    private final Random random;

    RandomFilters(Random random) {
        this.random = random;
    }

    List<RowData> rows(int blocks, int rowsPerBlock) {
        List<RowData> rows = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            int base = random.nextInt(200) - 100;
            boolean extreme = random.nextInt(6) == 0;
            int nulls = random.nextInt(4);
            for (int i = 0; i < rowsPerBlock; i++) {
                rows.add(row(rows.size(), base + random.nextInt(10), extreme, nulls));
            }
        }
        return rows;
    }

    private RowData row(long id, int near, boolean extreme, int nulls) {
        boolean special = extreme && random.nextInt(8) == 0;
        double number = special ? special() : near / 4.0;
        long nanos = special ? special64() : near * 500_000_000L + random.nextInt(1_000_000_000);
        Object[] values = {
            id,
            near > 0,
            (byte) near,
            special ? (int) special64() : near * 1_000,
            special ? special64() : near * 1_000_000_000_000L,
            (float) number,
            number,
            DecimalData.fromUnscaledLong(near * 77L, 10, 2),
            DecimalData.fromBigDecimal(
                    new BigDecimal(BigInteger.valueOf(near).shiftLeft(80), 10), 38, 10),
            StringData.fromString(text(near)),
            StringData.fromString(text(near)),
            StringData.fromString(text(near)),
            text(near).getBytes(StandardCharsets.UTF_8),
            near * 30,
            Math.floorMod(near * 432_007, 86_400_000),
            TimestampData.fromEpochMillis(nanos / 1_000_000),
            TimestampData.fromEpochMillis(
                    Math.floorDiv(nanos, 1_000_000L), (int) Math.floorMod(nanos, 1_000_000L)),
            TimestampData.fromEpochMillis(near * 3_600_000L, 7_000)
        };
        for (int i = 1; i < values.length; i++) {
            if ((nulls == 3 && i % 5 == 0) || (nulls > 0 && random.nextInt(10) == 0)) {
                values[i] = null;
            }
        }
        return GenericRowData.of(values);
    }

    private double special() {
        double[] numbers = {
            Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE
        };
        return numbers[random.nextInt(numbers.length)];
    }

    private long special64() {
        return random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE + 1;
    }

    private String text(int near) {
        String text = TEXTS[Math.floorMod(near, 50) / 5];
        return random.nextInt(3) == 0 ? text + TEXTS[random.nextInt(TEXTS.length)] : text;
    }

    /** A condition in SQL. */
    String condition(int depth) {
        if (depth > 0) {
            String left = condition(depth - 1);
            return switch (random.nextInt(5)) {
                case 0 -> "(%s OR %s)".formatted(left, condition(depth - 1));
                case 1 -> "NOT (%s)".formatted(left);
                case 2 -> "(%s) IS NOT TRUE".formatted(left);
                case 3 -> left;
                default -> "(%s AND %s)".formatted(left, condition(depth - 1));
            };
        }
        int near = random.nextInt(220) - 110;
        return switch (random.nextInt(30)) {
            case 0 -> random.nextBoolean() ? "b" : "NOT b";
            case 1 -> compared("i8", random.nextInt(100) + (near > 0 ? "" : ".5"));
            case 2 -> compared("i32", near * 1_000 + (near > 50 ? ".5e0" : ""));
            case 3 -> compared("CAST(i32 AS BIGINT)", near * 1_000 + "");
            case 4 -> compared("i64", near * 1_000_000_000_000L + (near > 50 ? ".5e0" : ""));
            case 5 -> compared("f", near / 4.0 + (near > 0 ? "" : "e0"));
            case 6 -> compared("d", near % 3 == 0 ? "-0.0e0" : near / 4.0 + "");
            case 7 -> compared("small", near > 0 ? near + "" : near * 77 / 100.0 + "");
            case 8 -> compared("big", near + "00000000000000.5");
            case 9 -> compared("c", quoted(text(near)));
            case 10 -> compared("s", quoted(text(near)));
            case 11 -> compared("v", quoted(text(near)));
            case 12 -> compared("bin", "x'" + hex(text(near)) + "'");
            case 13 -> compared("dt", "DATE '19%02d-03-01'".formatted(60 + random.nextInt(20)));
            case 14 -> compared("t", "TIME '%02d:30:00.125'".formatted(random.nextInt(24)));
            case 15 ->
                    compared(
                            near > 0 ? "ts" : "ts9",
                            "TIMESTAMP '1970-01-01 00:00:%02d.1234567'"
                                    .formatted(random.nextInt(60)));
            case 16 ->
                    compared(
                            "z",
                            "CAST('1970-01-0%d 05:00:00.000007' AS TIMESTAMP_LTZ(6))"
                                    .formatted(1 + random.nextInt(5)));
            case 17 -> compared("CAST(s AS VARCHAR(2))", quoted(text(near)));
            case 18 -> compared("CAST(dt AS TIMESTAMP(3))", "TIMESTAMP '1969-06-01 00:00:00'");
            case 19 ->
                    compared(
                            "CAST(z AS TIMESTAMP(6))",
                            "TIMESTAMP '1969-12-3%d 05:00:00'".formatted(random.nextInt(2)));
            case 20 -> compared("CAST(i8 AS STRING)", quoted(near + ""));
            case 21 -> compared("COALESCE(i32, 0)", near * 1_000 + "");
            case 22 -> compared("i32", "i8");
            case 23 -> compared("CAST(d AS FLOAT)", near / 4.0 + "e0");
            case 24 -> compared("CAST(f AS DOUBLE)", near / 4.0 + "");
            case 25 -> compared("CAST(i32 AS DECIMAL(12, 1))", near * 1_000 + ".0");
            case 26 -> compared("small", near * 77 / 100.0 + "e0");
            case 27 -> compared("CAST(i64 AS DOUBLE)", near * 1e12 + "");
            default -> likeOrNull(text(near));
        };
    }

    private String likeOrNull(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> "big IS NULL";
            case 1 -> "s IS NOT NULL";
            case 2 -> "s LIKE " + quoted(text + "%");
            default -> "v NOT LIKE " + quoted(text + "%");
        };
    }

    private String compared(String column, String literal) {
        String[] operators = {"=", "<>", "<", "<=", ">", ">="};
        return switch (random.nextInt(8)) {
            case 0 -> "%s BETWEEN %s AND %s".formatted(column, literal, literal);
            case 1 -> "%s IN (%s, %s)".formatted(column, literal, literal);
            case 2 -> "%s NOT IN (%s)".formatted(column, literal);
            case 3 -> "%s <= %s".formatted(literal, column);
            default ->
                    "%s %s %s"
                            .formatted(
                                    column, operators[random.nextInt(operators.length)], literal);
        };
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
