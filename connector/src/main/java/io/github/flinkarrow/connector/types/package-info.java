/* SPDX-License-Identifier: Apache-2.0 */
/** Arrow types and Flink types: the only place where one is mapped to the other. */
package io.github.flinkarrow.connector.types;
