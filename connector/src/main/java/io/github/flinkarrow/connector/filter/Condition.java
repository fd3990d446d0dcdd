/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A condition on the columns of a row. */
sealed interface Condition extends Serializable {

    /** What the condition may be for the rows of a record batch. */
    Outcomes outcomes(BlockColumns columns);

    /** Of several conditions all; flat, for queries nest them as deep as they are many. */
    static Condition and(List<Condition> conditions) {
        List<Condition> flat = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof And and) {
                flat.addAll(and.conditions);
            } else {
                flat.add(condition);
            }
        }
        return flat.stream().allMatch(condition -> condition == Unknown.CONDITION)
                ? Unknown.CONDITION
                : new And(flat);
    }

    /** Of several conditions one at least. */
    static Condition or(List<Condition> conditions) {
        return not(and(conditions.stream().map(Condition::not).toList()));
    }

    static Condition not(Condition condition) {
        if (condition instanceof Not not) {
            return not.condition;
        }
        return condition == Unknown.CONDITION ? condition : new Not(condition);
    }

    /** How a value is compared; the others are negations of these. */
    enum Operator {
        EQUAL,
        LESS,
        LESS_OR_EQUAL
    }

    /**
     * A column through the casts around it.
     *
     * @param index among the columns of the filter
     */
    record Operand(int index, OrderedCast cast) implements Serializable {

        private static final long serialVersionUID = 1L;

        BlockColumn in(BlockColumns columns) {
            return columns.get(index).cast(cast);
        }
    }

    record And(List<Condition> conditions) implements Condition {

        private static final long serialVersionUID = 1L;
        private static final Outcomes NEVER = new Outcomes(false, true, false);

        @Override
        public Outcomes outcomes(BlockColumns columns) {
            Outcomes all = new Outcomes(true, false, false);
            for (Condition condition : conditions) {
                all = all.and(condition.outcomes(columns));
                if (all.equals(NEVER)) {
                    break;
                }
            }
            return all;
        }
    }

    record Not(Condition condition) implements Condition {

        private static final long serialVersionUID = 1L;

        @Override
        public Outcomes outcomes(BlockColumns columns) {
            return condition.outcomes(columns).not();
        }
    }

    /** {@code IS TRUE}; {@code IS FALSE} is that of the negation. */
    record IsTrue(Condition condition) implements Condition {

        private static final long serialVersionUID = 1L;

        @Override
        public Outcomes outcomes(BlockColumns columns) {
            return condition.outcomes(columns).isTrue();
        }
    }

    record IsNull(Operand operand) implements Condition {

        private static final long serialVersionUID = 1L;

        @Override
        public Outcomes outcomes(BlockColumns columns) {
            return operand.in(columns).isNull();
        }
    }

    record Comparison(Operand operand, Operator operator, Value literal) implements Condition {

        private static final long serialVersionUID = 1L;

        @Override
        public Outcomes outcomes(BlockColumns columns) {
            return operand.in(columns).compare(operator, literal);
        }
    }

    /**
     * {@code LIKE}.
     *
     * @param prefix what the values that are like the pattern start with
     * @param isWhole whether all values that start so are like the pattern
     */
    record Like(Operand operand, Value.Bytes prefix, boolean isWhole) implements Condition {

        private static final long serialVersionUID = 1L;

        @Override
        public Outcomes outcomes(BlockColumns columns) {
            Outcomes starts = operand.in(columns).startWith(prefix);
            return isWhole ? starts : new Outcomes(starts.mayBeTrue(), true, starts.mayBeNull());
        }
    }

    /** One that is not understood. */
    enum Unknown implements Condition {
        CONDITION;

        @Override
        public Outcomes outcomes(BlockColumns columns) {
            return Outcomes.ANY;
        }
    }
}
