/* SPDX-License-Identifier: Apache-2.0 */
/** {@code arrow-ipc sql}: statements of Flink SQL over files, on a cluster inside this process. */
package io.github.flinkarrow.cli.sql;
