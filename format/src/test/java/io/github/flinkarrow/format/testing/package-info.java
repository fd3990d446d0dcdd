/* SPDX-License-Identifier: Apache-2.0 */
/** What tests of every module share; published as the test jar of this module. */
package io.github.flinkarrow.format.testing;
