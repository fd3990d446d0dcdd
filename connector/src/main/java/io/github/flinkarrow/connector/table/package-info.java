/* SPDX-License-Identifier: Apache-2.0 */
/** The format {@code arrow-ipc} of Flink SQL, for files and for messages. */
package io.github.flinkarrow.connector.table;
