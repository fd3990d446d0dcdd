/* SPDX-License-Identifier: Apache-2.0 */
/** The command {@code quickstart}: an example written and read back, counted in the jobs. */
package io.github.flinkarrow.cli.quickstart;
