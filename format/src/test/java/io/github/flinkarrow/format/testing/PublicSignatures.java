/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.stream.Stream;

/** What users of a class see of it: its supertypes, and its public and protected members. */
public final class PublicSignatures {

    private PublicSignatures() {}

    /** Satisfied by a class that shows its users no type of an internal room or of flatbuffers. */
    public static ArchCondition<JavaClass> showOnlyPublicTypes() {
        return new ArchCondition<>("show no internal type in a public signature") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                if (!isVisible(javaClass)) {
                    return;
                }
                report(javaClass, supertypes(javaClass), javaClass.getFullName(), events);
                for (JavaMember member : javaClass.getMembers()) {
                    if (isVisible(member)) {
                        report(javaClass, types(member), member.getFullName(), events);
                    }
                }
            }
        };
    }

    /** Whether code outside the project may see a class. */
    public static boolean isVisible(JavaClass javaClass) {
        boolean visible =
                javaClass.getModifiers().contains(JavaModifier.PUBLIC)
                        && !isHidden(javaClass)
                        && !javaClass.getSimpleName().equals("package-info");
        return visible
                && javaClass.getEnclosingClass().map(PublicSignatures::isVisible).orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean isHidden(JavaClass type) {
        String name = type.getPackageName() + ".";
        return (name.startsWith("io.github.flinkarrow.") && name.contains(".internal."))
                || name.startsWith("com.google.flatbuffers.")
                || name.startsWith("org.apache.arrow.");
    }

    private static Stream<JavaType> supertypes(JavaClass javaClass) {
        return Stream.of(
                        javaClass.getSuperclass().stream(),
                        javaClass.getInterfaces().stream(),
                        javaClass.getTypeParameters().stream())
                .flatMap(types -> types);
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit codeUnit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(codeUnit.getReturnType()),
                        codeUnit.getParameterTypes().stream(),
                        codeUnit.getExceptionTypes().stream(),
                        codeUnit.getTypeParameters().stream())
                .flatMap(types -> types);
    }

    private static void report(
            JavaClass owner,
            Stream<? extends JavaType> types,
            String where,
            ConditionEvents events) {
        types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(PublicSignatures::isHidden)
                .distinct()
                .map(type -> where + " shows " + type.getFullName())
                .forEach(message -> events.add(SimpleConditionEvent.violated(owner, message)));
    }
}
