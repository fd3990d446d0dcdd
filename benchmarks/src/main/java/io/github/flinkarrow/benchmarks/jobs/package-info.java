/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Whole jobs: each contender runs them in a process of its own, so that no format's classes make
 * calls slower that another one's would not, and the processes take turns.
 */
package io.github.flinkarrow.benchmarks.jobs;
