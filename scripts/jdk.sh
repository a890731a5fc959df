# Finds a JDK; sourced by the launcher and by ./test.
java_least=25

say() { printf '%s\n' "$*" >&2; }

# Prints the major version of a folder's JDK; nothing when it is none.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
  fi
}

find_jdk() {
  on_path=$(command -v java 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
    [ -n "$candidate" ] && [ -d "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge "$java_least" ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# Sets $jdk, or ends with the mend.
need_jdk() {
  if ! jdk=$(find_jdk); then
    say "plumb: no JDK of version $java_least or newer was found."
    say "       Looked at JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman and ~/.jdks."
    say "       Install one (Temurin $java_least, for example), or say where it is:"
    say "       JAVA_HOME=/path/to/jdk ./plumb"
    exit 1
  fi
}
