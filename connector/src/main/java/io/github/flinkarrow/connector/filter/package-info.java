/* SPDX-License-Identifier: Apache-2.0 */
/** Which record batches of a file a query's filter excludes, by the file's statistics. */
package io.github.flinkarrow.connector.filter;
