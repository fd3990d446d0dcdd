/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector;

import org.apache.flink.annotation.Internal;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What Flink's conventions ask of a class. */
final class FlinkRules {

    private FlinkRules() {}

    /** The types and members of Flink that a class uses and that Flink marks as internal. */
    static SortedSet<String> internalsUsedBy(JavaClass javaClass) {
        SortedSet<String> internals = new TreeSet<>();
        for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (isOfFlink(target) && isInternal(target)) {
                internals.add(target.getFullName());
            }
        }
        for (JavaAccess<?> access : javaClass.getAccessesFromSelf()) {
            Optional<? extends JavaMember> member = access.getTarget().resolveMember();
            if (isOfFlink(access.getTargetOwner())
                    && member.isPresent()
                    && member.get().isAnnotatedWith(Internal.class)) {
                internals.add(access.getTargetOwner().getFullName() + "." + access.getName());
            }
        }
        return internals;
    }

    static ArchCondition<JavaClass> declareSerialVersion() {
        return new ArchCondition<>("declare serialVersionUID") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean declared = javaClass.tryGetField("serialVersionUID").isPresent();
                String message = javaClass.getFullName() + " is serializable";
                events.add(new SimpleConditionEvent(javaClass, declared, message));
            }
        };
    }

    private static boolean isOfFlink(JavaClass type) {
        return type.getPackageName().startsWith("org.apache.flink.");
    }

    private static boolean isInternal(JavaClass type) {
        return type.isAnnotatedWith(Internal.class)
                || type.getEnclosingClass().map(FlinkRules::isInternal).orElse(false);
    }
}
