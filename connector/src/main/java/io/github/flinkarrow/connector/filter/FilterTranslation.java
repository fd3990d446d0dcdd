/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.filter.Condition.Operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes conditions of Flink's expressions. What it does not know for sure it does not understand.
 */
final class FilterTranslation {

    private static final Map<FunctionDefinition, Operator> OPERATORS =
            Map.of(
                    BuiltInFunctionDefinitions.EQUALS, Operator.EQUAL,
                    BuiltInFunctionDefinitions.LESS_THAN, Operator.LESS,
                    BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, Operator.LESS_OR_EQUAL);

    private static final Map<FunctionDefinition, Operator> NEGATED_OPERATORS =
            Map.of(
                    BuiltInFunctionDefinitions.NOT_EQUALS, Operator.EQUAL,
                    BuiltInFunctionDefinitions.GREATER_THAN, Operator.LESS_OR_EQUAL,
                    BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, Operator.LESS);

    private final RowType columns;
    private final List<RowType.RowField> used = new ArrayList<>();

    FilterTranslation(RowType columns) {
        this.columns = columns;
    }

    /** The columns that conditions refer to by their index. */
    RowType usedColumns() {
        return new RowType(false, used);
    }

    Condition condition(ResolvedExpression expression) {
        if (expression instanceof FieldReferenceExpression) {
            TypedOperand operand = operand(expression);
            return operand != null && operand.type().is(LogicalTypeRoot.BOOLEAN)
                    ? new Condition.Comparison(operand.operand(), Operator.EQUAL, Value.Exact.of(1))
                    : Condition.Unknown.CONDITION;
        }
        return expression instanceof CallExpression call
                ? call(call.getFunctionDefinition(), call.getResolvedChildren())
                : Condition.Unknown.CONDITION;
    }

    private Condition call(FunctionDefinition function, List<ResolvedExpression> operands) {
        if (OPERATORS.containsKey(function)) {
            return comparison(operands.get(0), OPERATORS.get(function), operands.get(1));
        } else if (NEGATED_OPERATORS.containsKey(function)) {
            Operator negation = NEGATED_OPERATORS.get(function);
            return Condition.not(comparison(operands.get(0), negation, operands.get(1)));
        } else if (function == BuiltInFunctionDefinitions.AND) {
            return Condition.and(operands.stream().map(this::condition).toList());
        } else if (function == BuiltInFunctionDefinitions.OR) {
            return Condition.or(operands.stream().map(this::condition).toList());
        } else if (function == BuiltInFunctionDefinitions.NOT) {
            return Condition.not(condition(operands.get(0)));
        } else if (function == BuiltInFunctionDefinitions.IS_TRUE) {
            return isTrue(condition(operands.get(0)));
        } else if (function == BuiltInFunctionDefinitions.IS_NOT_TRUE) {
            return Condition.not(isTrue(condition(operands.get(0))));
        } else if (function == BuiltInFunctionDefinitions.IS_FALSE) {
            return isTrue(Condition.not(condition(operands.get(0))));
        } else if (function == BuiltInFunctionDefinitions.IS_NOT_FALSE) {
            return Condition.not(isTrue(Condition.not(condition(operands.get(0)))));
        } else if (function == BuiltInFunctionDefinitions.IS_NULL) {
            return isNull(operands.get(0));
        } else if (function == BuiltInFunctionDefinitions.IS_NOT_NULL) {
            return Condition.not(isNull(operands.get(0)));
        } else if (function == BuiltInFunctionDefinitions.IN) {
            return in(operands.get(0), operands.subList(1, operands.size()));
        } else if (function == BuiltInFunctionDefinitions.BETWEEN) {
            return between(operands);
        } else if (function == BuiltInFunctionDefinitions.NOT_BETWEEN) {
            return Condition.not(between(operands));
        } else if (function == BuiltInFunctionDefinitions.LIKE && operands.size() == 2) {
            return like(operands.get(0), operands.get(1));
        }
        return Condition.Unknown.CONDITION;
    }

    private static Condition isTrue(Condition condition) {
        return condition == Condition.Unknown.CONDITION
                ? condition
                : new Condition.IsTrue(condition);
    }

    private Condition isNull(ResolvedExpression expression) {
        TypedOperand operand = operand(expression);
        return operand == null
                ? Condition.Unknown.CONDITION
                : new Condition.IsNull(operand.operand());
    }

    private Condition in(ResolvedExpression value, List<ResolvedExpression> literals) {
        return Condition.or(
                literals.stream()
                        .map(literal -> comparison(value, Operator.EQUAL, literal))
                        .toList());
    }

    private Condition between(List<ResolvedExpression> operands) {
        return Condition.and(
                List.of(
                        Condition.not(comparison(operands.get(0), Operator.LESS, operands.get(1))),
                        comparison(operands.get(0), Operator.LESS_OR_EQUAL, operands.get(2))));
    }

    private Condition comparison(
            ResolvedExpression left, Operator operator, ResolvedExpression right) {
        if (left instanceof ValueLiteralExpression) {
            return right instanceof ValueLiteralExpression
                    ? Condition.Unknown.CONDITION
                    : swapped(right, operator, left);
        }
        TypedOperand operand = operand(left);
        if (operand == null || !(right instanceof ValueLiteralExpression literal)) {
            return Condition.Unknown.CONDITION;
        }
        TypedOperand promoted = operand.promotedFor(literal.getOutputDataType().getLogicalType());
        Value value = Literals.value(literal, promoted.type(), operator);
        return value == null
                ? Condition.Unknown.CONDITION
                : new Condition.Comparison(promoted.operand(), operator, value);
    }

    /** {@code literal < column} is {@code NOT column <= literal}. */
    private Condition swapped(
            ResolvedExpression column, Operator operator, ResolvedExpression literal) {
        return switch (operator) {
            case EQUAL -> comparison(column, operator, literal);
            case LESS -> Condition.not(comparison(column, Operator.LESS_OR_EQUAL, literal));
            case LESS_OR_EQUAL -> Condition.not(comparison(column, Operator.LESS, literal));
        };
    }

    private Condition like(ResolvedExpression value, ResolvedExpression pattern) {
        TypedOperand operand = operand(value);
        return operand != null && pattern instanceof ValueLiteralExpression literal
                ? Literals.like(operand, literal)
                : Condition.Unknown.CONDITION;
    }

    /** A column, or casts of one that keep the order of its values; null for all else. */
    private TypedOperand operand(ResolvedExpression expression) {
        LogicalType type = expression.getOutputDataType().getLogicalType();
        if (expression instanceof FieldReferenceExpression reference) {
            int index = columns.getFieldIndex(reference.getName());
            return index >= 0 && type.copy(true).equals(columns.getTypeAt(index).copy(true))
                    ? TypedOperand.of(use(columns.getFields().get(index)), type)
                    : null;
        } else if (expression instanceof CallExpression call
                && (call.getFunctionDefinition() == BuiltInFunctionDefinitions.CAST
                        || call.getFunctionDefinition() == BuiltInFunctionDefinitions.TRY_CAST)) {
            TypedOperand inner = operand(call.getResolvedChildren().get(0));
            return inner == null ? null : inner.castTo(type);
        }
        return null;
    }

    private int use(RowType.RowField column) {
        int index = used.indexOf(column);
        if (index >= 0) {
            return index;
        }
        used.add(column);
        return used.size() - 1;
    }
}
