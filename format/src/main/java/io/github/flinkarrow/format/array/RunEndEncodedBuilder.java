/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects runs: append a value to the child, then how often it occurs. */
public final class RunEndEncodedBuilder extends ArrayBuilder {

    private final FixedWidthBuilder runEnds;
    private final ArrayBuilder values;

    RunEndEncodedBuilder(
            Field field, BufferSource source, FixedWidthBuilder runEnds, ArrayBuilder values) {
        super(field, source);
        this.runEnds = runEnds;
        this.values = values;
    }

    public ArrayBuilder values() {
        return values;
    }

    /**
     * Ends a run of the value that was appended to the child.
     *
     * @param count of occurrences, 1 or more
     * @throws ArithmeticException if the end of the run does not fit the type of the run ends
     */
    public void append(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a run of " + count + " values");
        }
        int end = Math.addExact(length(), count);
        if (runEnds instanceof Int16Builder shorts) {
            if (end > Short.MAX_VALUE) {
                throw new ArithmeticException("a run end of " + end + " in 16 bits");
            }
            shorts.append((short) end);
        } else if (runEnds instanceof Int32Builder ints) {
            ints.append(end);
        } else {
            ((Int64Builder) runEnds).append(end);
        }
        valuesAppended(count);
    }

    @Override
    public void appendNull() {
        values.appendNull();
        append(1);
    }

    /** Never null itself, whatever the field says. */
    @Override
    void appendFiller() {
        appendZero();
    }

    @Override
    void appendZero() {
        values.appendFiller();
        append(1);
    }

    @Override
    public long byteSize() {
        return runEnds.byteSize() + values.byteSize();
    }

    @Override
    public RunEndEncodedArray build() {
        if (values.length() != runEnds.length()) {
            throw new IllegalStateException(
                    "field '%s' has %d runs, and its child %d values"
                            .formatted(field().name(), runEnds.length(), values.length()));
        }
        return new RunEndEncodedArray(field(), length(), runEnds.build(), values.build());
    }

    @Override
    public void reset() {
        super.reset();
        runEnds.reset();
        values.reset();
    }

    @Override
    public void close() {
        super.close();
        runEnds.close();
        values.close();
    }
}
