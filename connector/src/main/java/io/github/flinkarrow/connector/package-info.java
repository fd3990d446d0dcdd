/* SPDX-License-Identifier: Apache-2.0 */
/** The Arrow IPC connector and format for Apache Flink. */
package io.github.flinkarrow.connector;
