/* SPDX-License-Identifier: Apache-2.0 */
/** Arrow arrays as rows of Flink without a copy, and rows of Flink into array builders. */
package io.github.flinkarrow.connector.data;
