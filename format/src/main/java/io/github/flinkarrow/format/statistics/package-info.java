/* SPDX-License-Identifier: Apache-2.0 */
/** What a file says of the values of each record batch, so that some need not be read. */
package io.github.flinkarrow.format.statistics;
