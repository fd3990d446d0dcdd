/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The packages of the project, and for each the packages of ours that it may use. */
public final class Rooms {

    private static final String OURS = "io.github.flinkarrow.";

    private final Map<String, Set<String>> uses = new LinkedHashMap<>();

    /**
     * Adds a room.
     *
     * @param room a package, without the root package of the project
     * @param mayUse the packages that classes of the room may mention, beside their own
     */
    public Rooms with(String room, String... mayUse) {
        uses.put(room, Set.of(mayUse));
        return this;
    }

    /** The names of the rooms, in the order in which they were added. */
    public Set<String> names() {
        return uses.keySet();
    }

    /** The room of a class, or null for a class that is not ours. */
    public static String of(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return name.startsWith(OURS) ? name.substring(OURS.length()) : null;
    }

    /** Satisfied by a class of a listed room that mentions only classes of rooms it may use. */
    public ArchCondition<JavaClass> beUsedInOneDirection() {
        return new ArchCondition<>("use only the rooms that their own room may use") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                String room = of(javaClass);
                if (!uses.containsKey(room)) {
                    String message = javaClass.getFullName() + " is in no listed room";
                    events.add(SimpleConditionEvent.violated(javaClass, message));
                    return;
                }
                for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                    String target = of(dependency.getTargetClass().getBaseComponentType());
                    boolean satisfied =
                            target == null
                                    || target.equals(room)
                                    || uses.get(room).contains(target);
                    events.add(
                            new SimpleConditionEvent(
                                    dependency, satisfied, dependency.getDescription()));
                }
            }
        };
    }
}
