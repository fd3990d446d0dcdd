/* SPDX-License-Identifier: Apache-2.0 */
/** Arrow values as JSON. */
package io.github.flinkarrow.cli.json;
