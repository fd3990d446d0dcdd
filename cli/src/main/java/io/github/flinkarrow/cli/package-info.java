/* SPDX-License-Identifier: Apache-2.0 */
/** The {@code arrow-ipc} command. */
package io.github.flinkarrow.cli;
