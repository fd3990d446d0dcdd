/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the commands share: jobs on an embedded cluster, what is shown of them, and their errors.
 */
package io.github.flinkarrow.cli;
