/* SPDX-License-Identifier: Apache-2.0 */
/** Whole jobs, from files to files. */
package io.github.flinkarrow.e2e;
