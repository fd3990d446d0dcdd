# SPDX-License-Identifier: Apache-2.0
"""Reads files of Arrow IPC with Arrow C++, and says how long that takes.

Arguments: load or values, threads, runs, files. Prints a line for each run: seconds of wall clock,
seconds of CPU of all threads, rows.
"""

import sys
import time

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc


def touch(column):
    """Looks at every value of a column."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_binary(kind):
        column = pc.binary_length(column)
    elif pa.types.is_timestamp(kind):
        column = column.view(pa.int64())
    return pc.sum(column).as_py()


def scan(paths, values, threads):
    options = pa.ipc.IpcReadOptions(use_threads=threads > 1)
    rows = 0
    for path in paths:
        with pa.OSFile(path) as file, pa.ipc.open_file(file, options=options) as reader:
            for index in range(reader.num_record_batches):
                batch = reader.get_batch(index)
                rows += batch.num_rows
                if values:
                    for column in batch.columns:
                        touch(column)
    return rows


def main(task, threads, runs, *paths):
    pa.set_cpu_count(int(threads))
    pa.set_io_thread_count(int(threads))
    scan(paths, task == "values", int(threads))
    for _ in range(int(runs)):
        wall = time.perf_counter()
        cpu = time.process_time()
        rows = scan(paths, task == "values", int(threads))
        print(time.perf_counter() - wall, time.process_time() - cpu, rows)


main(*sys.argv[1:])
