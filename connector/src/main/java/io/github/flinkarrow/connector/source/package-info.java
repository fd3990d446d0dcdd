/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads Arrow IPC files and streams: the source with one split a block, and the bulk format for
 * Flink's own file source.
 */
package io.github.flinkarrow.connector.source;
