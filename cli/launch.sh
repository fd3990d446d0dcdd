# SPDX-License-Identifier: Apache-2.0
# What the launchers beside the root pom share. Sourced by bash, with the variables `name`, that of
# the launcher, and `home`, the root of the project. Needs a JDK 17 or newer, and Maven.
classpath="$home/cli/target/classpath"

fail() {
    echo "$name: $1" >&2
    exit 1
}

# The feature release of a JDK: from the file that describes it, which takes less time than a JVM does.
feature_release() {
    local release
    release="$(dirname "$(dirname "$(readlink -f "$(command -v "$1")")")")/release"
    if [[ -r "$release" ]] && grep -q '^JAVA_VERSION="[1-9][0-9]' "$release"; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release"
    else
        "$1" -XshowSettings:properties -version 2>&1 \
            | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
    fi
}

# Whether a source, a resource or a pom has changed, come or gone since the class path was written.
needs_build() {
    [[ ! -e "$classpath" ]] || [[ -n "$(find "$home"/{format,connector,cli}/{src/main,pom.xml} \
        "$home/pom.xml" -newer "$classpath" -print -quit)" ]]
}

# Builds the command line where its sources are newer than its classes, and becomes a JVM that runs
# the main class, the first argument, with the other arguments.
launch() {
    local java version
    local options=("-Darrow-ipc.home=$home")
    java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
    command -v "$java" > /dev/null || fail "no java found: install a JDK 17 or newer, or set JAVA_HOME"
    version="$(feature_release "$java")"
    [[ "$version" -ge 17 ]] || fail "a JDK 17 or newer is needed, but '$java' is ${version:-unknown}"

    if needs_build; then
        command -v mvn > /dev/null || fail "no mvn found: install Maven 3.8 or newer"
        echo "Building (the first time Maven downloads Flink, which takes a while) ..." >&2
        (cd "$home" && mvn -B -q -Dstyle.color=never -Dquick -pl cli -am process-classes < /dev/null >&2) \
            || fail "the build failed"
        touch "$classpath"
    fi

    [[ -t 1 ]] && options+=("-Darrow-ipc.terminal=true")
    [[ -t 2 ]] && options+=("-Darrow-ipc.terminal.err=true")
    # Not needed: newer JDKs warn of what Flink and the codecs' libraries do.
    [[ "$version" -ge 22 ]] && options+=("--enable-native-access=ALL-UNNAMED")
    [[ "$version" -ge 23 ]] && options+=("--sun-misc-unsafe-memory-access=allow")

    exec "$java" "${options[@]}" ${jvm_options[@]+"${jvm_options[@]}"} \
        -cp "$home/cli/target/classes:$(< "$classpath")" "$@"
}
