/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.connector.file.table.FileSystemTableSink;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogTableSinkTest {

    @Test
    void itCanDoWhatFlinksSinkCan() {
        assertThat(CatalogTableSink.class.getInterfaces())
                .containsExactlyInAnyOrder(FileSystemTableSink.class.getInterfaces());
    }
}
