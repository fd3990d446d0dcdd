/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Type;

import java.util.HashMap;
import java.util.Map;

/**
 * The tables of the specification that are read, slot by slot.
 *
 * @see <a href="https://github.com/apache/arrow/tree/main/format">Schema.fbs, Message.fbs,
 *     File.fbs</a>
 */
final class ArrowShapes {

    /** Bytes of the structs. */
    static final int FIELD_NODE_WIDTH = 16;

    static final int BUFFER_WIDTH = 16;
    static final int BLOCK_WIDTH = 24;

    /** Slots that are read in place. */
    static final int MESSAGE_HEADER = 2;

    static final int DICTIONARY_BATCH_DATA = 1;
    static final int RECORD_BATCH_NODES = 1;
    static final int RECORD_BATCH_BUFFERS = 2;
    static final int RECORD_BATCH_VARIADIC_COUNTS = 4;
    static final int FOOTER_DICTIONARIES = 2;
    static final int FOOTER_RECORD_BATCHES = 3;

    private static final TableShape KEY_VALUE =
            new TableShape("KeyValue").string("key").string("value");

    private static final TableShape INT =
            new TableShape("Int").scalar("bitWidth", 4).scalar("is_signed", 1);

    private static final TableShape DICTIONARY_ENCODING =
            new TableShape("DictionaryEncoding")
                    .scalar("id", 8)
                    .table("indexType", INT)
                    .scalar("isOrdered", 1)
                    .scalar("dictionaryKind", 2);

    private static final TableShape FIELD = field();

    private static final TableShape SCHEMA =
            new TableShape("Schema")
                    .scalar("endianness", 2)
                    .tables("fields", FIELD)
                    .tables("custom_metadata", KEY_VALUE)
                    .vector("features", 8);

    private static final TableShape BODY_COMPRESSION =
            new TableShape("BodyCompression").scalar("codec", 1).scalar("method", 1);

    private static final TableShape RECORD_BATCH =
            new TableShape("RecordBatch")
                    .scalar("length", 8)
                    .vector("nodes", FIELD_NODE_WIDTH)
                    .vector("buffers", BUFFER_WIDTH)
                    .table("compression", BODY_COMPRESSION)
                    .vector("variadicBufferCounts", 8);

    private static final TableShape DICTIONARY_BATCH =
            new TableShape("DictionaryBatch")
                    .scalar("id", 8)
                    .table("data", RECORD_BATCH)
                    .scalar("isDelta", 1);

    /** What tells whether the rest of a message can be read. */
    static final TableShape MESSAGE_ENVELOPE =
            new TableShape("Message").scalar("version", 2).scalar("header type", 1);

    static final TableShape MESSAGE =
            new TableShape("Message")
                    .scalar("version", 2)
                    .union(
                            "header",
                            Map.of(
                                    (int) MessageHeader.Schema, SCHEMA,
                                    (int) MessageHeader.DictionaryBatch, DICTIONARY_BATCH,
                                    (int) MessageHeader.RecordBatch, RECORD_BATCH))
                    .scalar("bodyLength", 8)
                    .tables("custom_metadata", KEY_VALUE);

    /** What tells whether the rest of a footer can be read. */
    static final TableShape FOOTER_ENVELOPE = new TableShape("Footer").scalar("version", 2);

    static final TableShape FOOTER =
            new TableShape("Footer")
                    .scalar("version", 2)
                    .table("schema", SCHEMA)
                    .vector("dictionaries", BLOCK_WIDTH)
                    .vector("recordBatches", BLOCK_WIDTH)
                    .tables("custom_metadata", KEY_VALUE);

    private ArrowShapes() {}

    private static TableShape field() {
        TableShape field = new TableShape("Field");
        return field.string("name")
                .scalar("nullable", 1)
                .union("type", types())
                .table("dictionary", DICTIONARY_ENCODING)
                .tables("children", field)
                .tables("custom_metadata", KEY_VALUE);
    }

    private static Map<Integer, TableShape> types() {
        Map<Integer, TableShape> types = new HashMap<>();
        for (int type = Type.Null; type < Type.names.length; type++) {
            types.put(type, new TableShape(Type.name(type)));
        }
        types.put((int) Type.Int, INT);
        types.get((int) Type.FloatingPoint).scalar("precision", 2);
        types.get((int) Type.Decimal)
                .scalar("precision", 4)
                .scalar("scale", 4)
                .scalar("bitWidth", 4);
        types.get((int) Type.Date).scalar("unit", 2);
        types.get((int) Type.Time).scalar("unit", 2).scalar("bitWidth", 4);
        types.get((int) Type.Timestamp).scalar("unit", 2).string("timezone");
        types.get((int) Type.Interval).scalar("unit", 2);
        types.get((int) Type.Union).scalar("mode", 2).vector("typeIds", 4);
        types.get((int) Type.FixedSizeBinary).scalar("byteWidth", 4);
        types.get((int) Type.FixedSizeList).scalar("listSize", 4);
        types.get((int) Type.Map).scalar("keysSorted", 1);
        types.get((int) Type.Duration).scalar("unit", 2);
        return Map.copyOf(types);
    }
}
