/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.internal.metadata.Quoted;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the schema of a file's stream says otherwise than that of its footer. */
final class SchemaDifference {

    private SchemaDifference() {}

    /**
     * Describes the first difference. The order of custom metadata is none.
     *
     * @return null if there is no difference
     */
    static String between(Schema stream, Schema footer) {
        String fields = ofFields(stream.fields(), footer.fields(), FieldPath.ROOT);
        return fields != null
                ? fields
                : ofMetadata(stream.metadata(), footer.metadata(), FieldPath.ROOT);
    }

    private static String ofFields(List<Field> stream, List<Field> footer, FieldPath parent) {
        if (stream.size() != footer.size()) {
            return differ(parent, "number of children", stream.size(), footer.size());
        }
        for (int i = 0; i < stream.size(); i++) {
            String difference = ofField(stream.get(i), footer.get(i), parent);
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static String ofField(Field stream, Field footer, FieldPath parent) {
        FieldPath path = parent.child(footer.name());
        if (!stream.name().equals(footer.name())) {
            return parent.child(stream.name()) + " is " + path + " by the footer";
        } else if (stream.nullable() != footer.nullable()) {
            return differ(path, "nullability", stream.nullable(), footer.nullable());
        } else if (!stream.type().equals(footer.type())) {
            return differ(path, "type", stream.type(), footer.type());
        } else if (!Objects.equals(stream.dictionary(), footer.dictionary())) {
            return differ(
                    path,
                    "dictionary",
                    String.valueOf(stream.dictionary()),
                    String.valueOf(footer.dictionary()));
        }
        String children = ofFields(stream.children(), footer.children(), path);
        return children != null ? children : ofMetadata(stream.metadata(), footer.metadata(), path);
    }

    private static String ofMetadata(
            KeyValueMetadata stream, KeyValueMetadata footer, FieldPath where) {
        return counted(stream).equals(counted(footer))
                ? null
                : where + ": the custom metadata is another by the footer";
    }

    /** How often each pair is there. */
    private static Map<KeyValue, Integer> counted(KeyValueMetadata metadata) {
        Map<KeyValue, Integer> counts = new HashMap<>();
        metadata.pairs().forEach(pair -> counts.merge(pair, 1, Integer::sum));
        return counts;
    }

    private static String differ(FieldPath path, String what, Object stream, Object footer) {
        return path
                + ": the "
                + what
                + " is "
                + Quoted.of(stream.toString())
                + ", and "
                + Quoted.of(footer.toString())
                + " by the footer";
    }
}
