/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import java.nio.file.Path;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestDataTest {

    private final Properties before = new Properties();

    @TempDir private Path directory;

    @BeforeEach
    void keepProperties() {
        before.putAll(System.getProperties());
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
    }

    @Test
    void absoluteDirectoryIsReturned() {
        System.setProperty("arrow.test.data", directory.toString());

        assertThat(TestData.goldenDirectory()).isEqualTo(directory);
    }

    @Test
    void relativeDirectoryStartsAtTheRootOfTheProject() {
        System.setProperty("project.root", directory.resolve("project").toString());
        System.setProperty("arrow.interop.data", "..");

        assertThat(TestData.interopDirectory()).isEqualTo(directory);
    }

    @Test
    void absentDirectorySkipsTheTestAndSaysHowToProvideIt() {
        System.setProperty("arrow.test.data", directory.resolve("nothing").toString());
        System.setProperty("arrow.data.required", "false");

        assertThatThrownBy(TestData::goldenDirectory)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining(directory.resolve("nothing").toString())
                .hasMessageContaining("ARROW_TEST_DATA");
    }

    @Test
    void absentDirectoryFailsTheTestWhereItIsRequired() {
        System.setProperty("arrow.real.data", directory.resolve("nothing").toString());
        System.setProperty("arrow.data.required", "true");

        assertThatThrownBy(TestData::realDirectory)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(directory.resolve("nothing").toString());
    }
}
