/* SPDX-License-Identifier: Apache-2.0 */
/** The commands that look at files. None of them starts a cluster. */
package io.github.flinkarrow.cli.files;
