/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import org.apache.flink.configuration.MemorySize;

import io.github.flinkarrow.format.ReadOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of what is read of a file or stream is believed, where only metadata is read. */
class MetadataLimitOptions {

    private ReadOptions options = ReadOptions.DEFAULT;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--limit-metadata-bytes",
            paramLabel = "SIZE",
            description = "The most bytes of a message's metadata or a footer; 64mb by default.")
    void setMetadataBytes(String size) {
        String option = "--limit-metadata-bytes";
        int bytes = (int) between(option, bytes(option, size), Integer.MAX_VALUE);
        options = options.withMaxMetadataBytes(bytes);
    }

    @Option(
            names = "--limit-nesting",
            paramLabel = "N",
            description = "The most levels of fields in each other, up to 124; 64 by default.")
    void setNesting(int levels) {
        options = options.withMaxNesting((int) between("--limit-nesting", levels, 124));
    }

    /** How inputs are read. */
    final ReadOptions reading() {
        return options;
    }

    final void reading(ReadOptions other) {
        options = other;
    }

    /** Bytes with or without a unit, as options of SQL have them. */
    final long bytes(String option, String size) {
        try {
            return MemorySize.parseBytes(size);
        } catch (IllegalArgumentException e) {
            throw wrong(option + " is a size such as 2gb, not " + size);
        }
    }

    final long between(String option, long value, long most) {
        if (value < 1 || value > most) {
            throw wrong("%s must be from 1 to %d but is %d".formatted(option, most, value));
        }
        return value;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(command.commandLine(), what);
    }
}
