/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.testing.CatJson;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** Compares rows of JSON: equal values, floating point numbers equal at their width. */
final class CatRows {

    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private CatRows() {}

    static JsonNode parse(String line) throws JsonProcessingException {
        return MAPPER.readTree(line);
    }

    /**
     * @param lines of objects or arrays
     */
    static void assertSame(
            String where, List<Field> fields, List<JsonNode> expected, List<String> lines)
            throws JsonProcessingException {
        assertThat(lines).as(where).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode found = parse(lines.get(i));
            if (!same(fields, expected.get(i), found)) {
                fail("%s: row %d: expected %s, found %s", where, i, expected.get(i), found);
            }
        }
    }

    private static boolean same(List<Field> fields, JsonNode expected, JsonNode found) {
        if (expected.getNodeType() != found.getNodeType()
                || !names(expected).equals(names(found))
                || found.size() != fields.size()) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            boolean same =
                    found.isArray()
                            ? same(field, expected.get(i), found.get(i))
                            : same(field, expected.get(field.name()), found.get(field.name()));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** The names of an object's members in their order; none of what is not an object. */
    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean same(Field field, JsonNode expected, JsonNode found) {
        ArrowType type = field.type();
        if (expected.isNull() || found.isNull()) {
            return expected.isNull() && found.isNull();
        } else if (type instanceof ArrowType.FloatingPoint && expected.isNumber()) {
            return found.isNumber()
                    && CatJson.value(field, found).equals(CatJson.value(field, expected));
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return same(field.children().get(1), expected, found);
        } else if (type instanceof ArrowType.Union) {
            return field.children().stream().anyMatch(child -> same(child, expected, found));
        } else if (type instanceof ArrowType.Struct) {
            return same(field.children(), expected, found);
        } else if (!field.children().isEmpty()) {
            return sameElements(field, expected, found);
        }
        return found.toString().equals(expected.toString());
    }

    private static boolean sameElements(Field field, JsonNode expected, JsonNode found) {
        if (!found.isArray() || !expected.isArray() || found.size() != expected.size()) {
            return false;
        }
        Field element = field.children().get(0);
        for (int i = 0; i < found.size(); i++) {
            boolean same =
                    field.type() instanceof ArrowType.Map
                            ? same(element.children(), expected.get(i), found.get(i))
                            : same(element, expected.get(i), found.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
