/* SPDX-License-Identifier: Apache-2.0 */
/** Local files as an object store has them: each request takes its time. */
package io.github.flinkarrow.benchmarks.store;
