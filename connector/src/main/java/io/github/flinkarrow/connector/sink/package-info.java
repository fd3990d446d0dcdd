/* SPDX-License-Identifier: Apache-2.0 */
/** Writes Arrow IPC files and streams: the bulk writer, and the sink around it. */
package io.github.flinkarrow.connector.sink;
