/* SPDX-License-Identifier: Apache-2.0 */
/** The catalog of Flink SQL that lists a directory: its tables are the Arrow data in it. */
package io.github.flinkarrow.connector.catalog;
