# Sets JAVA_HOME to a JDK of at least the release the project needs. Sourced by the project's scripts, so that Maven's own JVM is right too:
# Quarkus augments the application inside it, and a toolchain would come too late.
# JAVA_HOME is kept when it fits; else the usual places are searched, the one for native-image last: its JVM may be a slow one. Nothing fits: one
# clear line and exit 1.

LATCHKEY_JDK=25

jdk_fits() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$jdk_major" ] && [ "$jdk_major" -ge "$LATCHKEY_JDK" ]
}

jdk_of_path() {
    jdk_javac=$(command -v javac 2>/dev/null) || return 0
    jdk_javac=$(readlink -f "$jdk_javac" 2>/dev/null || echo "$jdk_javac")
    dirname "$(dirname "$jdk_javac")"
}

find_jdk() {
    for jdk in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" "$(jdk_of_path)" \
        /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home "${GRAALVM_HOME:-}"; do
        if [ -n "$jdk" ] && jdk_fits "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return 0
        fi
    done
    echo "Latchkey needs a JDK $LATCHKEY_JDK: none found in JAVA_HOME, on the PATH or in the usual folders. Install one (for example Temurin $LATCHKEY_JDK) and set JAVA_HOME." >&2
    return 1
}

find_jdk || exit 1
