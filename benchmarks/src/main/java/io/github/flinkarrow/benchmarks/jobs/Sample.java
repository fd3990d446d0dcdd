/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import io.github.flinkarrow.benchmarks.usage.Usage;

/**
 * One run of a job.
 *
 * @param seconds from handing the job to the cluster to its end; planning a query is before
 */
public record Sample(Outcome outcome, double seconds, Usage usage) {}
