/* SPDX-License-Identifier: Apache-2.0 */
/** Reading and writing the Arrow IPC format: files and streams. */
package io.github.flinkarrow.format;
