/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

/** The ways to a table. */
enum Connector {
    FILESYSTEM("'connector' = 'filesystem', 'format' = 'arrow-ipc'"),
    ARROW_IPC("'connector' = 'arrow-ipc'");

    private final String options;

    Connector(String options) {
        this.options = options;
    }

    /** The options that name it in DDL. */
    String options() {
        return options;
    }
}
