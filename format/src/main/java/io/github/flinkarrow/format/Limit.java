/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

/** What a reader bounds, by the option of the SQL format that raises it. */
enum Limit {
    METADATA_BYTES("limit.metadata-bytes"),
    BATCH_BYTES("limit.batch-bytes"),
    BATCH_ROWS("limit.batch-rows");

    private final String option;

    Limit(String option) {
        this.option = option;
    }

    String option() {
        return option;
    }
}
