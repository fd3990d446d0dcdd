/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.types.AbstractDataType;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.UnresolvedDataType;
import org.apache.flink.table.types.extraction.DataTypeExtractor;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/** Resolves the types of a class and the hints in it, without a catalog. */
final class ClassDataTypes implements DataTypeFactory {

    private final ClassLoader classLoader;

    ClassDataTypes(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    @Override
    public ClassLoader getClassLoader() {
        return classLoader;
    }

    @Override
    public DataType createDataType(AbstractDataType<?> type) {
        return type instanceof UnresolvedDataType unresolved
                ? unresolved.toDataType(this)
                : (DataType) type;
    }

    @Override
    public DataType createDataType(String type) {
        return DataTypes.of(createLogicalType(type));
    }

    @Override
    public <T> DataType createDataType(Class<T> type) {
        return DataTypeExtractor.extractFromType(this, type);
    }

    @Override
    public LogicalType createLogicalType(String type) {
        return LogicalTypeParser.parse(type, classLoader);
    }

    @Override
    public DataType createDataType(UnresolvedIdentifier identifier) {
        throw new ValidationException("there is no catalog to look for " + identifier);
    }

    @Override
    public LogicalType createLogicalType(UnresolvedIdentifier identifier) {
        throw new ValidationException("there is no catalog to look for " + identifier);
    }

    @Override
    public <T> DataType createDataType(TypeInformation<T> type) {
        throw new ValidationException("no column is read as " + type);
    }

    @Override
    public <T> DataType createRawDataType(Class<T> type) {
        throw new ValidationException("no column is read as " + type.getName());
    }

    @Override
    public <T> DataType createRawDataType(TypeInformation<T> type) {
        throw new ValidationException("no column is read as " + type);
    }
}
