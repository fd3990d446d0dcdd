/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Flatbuffers in and out: messages, footer and schema, verified before they are decoded. The only
 * package that knows the flatbuffers library and the classes generated from the specification.
 */
package io.github.flinkarrow.format.internal.metadata;
