/* SPDX-License-Identifier: Apache-2.0 */
/** Schema, fields and types; values without behaviour that import nothing of the project. */
package io.github.flinkarrow.format.schema;
