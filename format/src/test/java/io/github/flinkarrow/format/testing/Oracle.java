/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import org.junit.jupiter.api.Tag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test class that compares with arrow-java.
 *
 * <p>arrow-java needs {@code --add-opens}; what ships must not. The build therefore runs these
 * classes in a JVM of their own, and every other test without the flag.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("oracle")
public @interface Oracle {}
