# Builds what running needs into .build/app; sourced by the launcher. Needs $home and $jdk.
# The old build stays until the new one is whole, so an interrupted build breaks nothing.
app="$home/.build/app"
log="$home/.build/build.log"
lock="$home/.build/lock"
# Stands while Maven writes: found at the start of a build, it says that the one before was cut short.
unfinished="$home/.build/unfinished"

build_if_needed() {
  if [ -f "$app/stamp" ] && [ -z "$(changed_since_build)" ]; then
    return 0
  fi
  build
}

# The first source file that is newer than the build.
changed_since_build() {
  find "$home/pom.xml" "$home/web" "$home"/*/pom.xml "$home"/*/src/main \
    \( -name node_modules -o -name dist \) -prune -o -type f -newer "$app/stamp" -print 2>/dev/null |
    head -n 1
}

build() {
  need_tool mvn Maven maven
  need_tool npm npm npm
  mkdir -p "$home/.build"
  take_lock
  builder=
  trap 'build_interrupted' INT TERM HUP
  if [ -e "$unfinished" ]; then
    say "plumb: the build before was interrupted; building anew"
    rm -rf "$home"/*/target
  fi
  : >"$unfinished"
  stamp="$home/.build/stamp.new"
  : >"$stamp"
  say "plumb: building (first use, or the sources changed); details in .build/build.log"
  (cd "$home" && JAVA_HOME="$jdk" exec mvn -B -ntp -Dmaven.test.skip=true -pl cli -am package) \
    >"$log" 2>&1 &
  builder=$!
  echo "$builder" >"$lock/builder"
  show_progress
  status=0
  wait "$builder" || status=$?
  [ "$status" -ge 128 ] || rm -f "$unfinished"
  if [ "$status" != 0 ]; then
    release_lock
    say "plumb: the build failed. The end of .build/build.log:"
    grep -E '^\[ERROR\] .|npm error' "$log" | grep -v -e 're-run Maven' -e 'Help 1' | head -n 12 >&2 || true
    exit 1
  fi
  next="$home/.build/app.new"
  rm -rf "$next"
  mkdir "$next"
  cp "$home"/cli/target/lib/*.jar "$home"/cli/target/cli-*.jar "$next/"
  mv "$stamp" "$next/stamp"
  rm -rf "$home/.build/app.old"
  [ ! -d "$app" ] || mv "$app" "$home/.build/app.old"
  mv "$next" "$app"
  rm -rf "$home/.build/app.old"
  trap - INT TERM HUP
  release_lock
  say "plumb: built."
}

# Prints each room as Maven reaches it, until Maven ends.
show_progress() {
  shown=0
  while kill -0 "$builder" 2>/dev/null; do
    sleep 1
    print_new_rooms
  done
  print_new_rooms
}

print_new_rooms() {
  rooms=$(sed -n 's/^\[INFO\] Building Plumbline \(.*\) 0\..* \(\[[0-9/]*\]\)$/\2 \1/p' "$log")
  count=$(printf '%s' "$rooms" | grep -c . || true)
  if [ "$count" -gt "$shown" ]; then
    printf '%s\n' "$rooms" | tail -n "+$((shown + 1))" | sed 's/^/plumb:   /' >&2
    shown=$count
  fi
}

build_interrupted() {
  trap '' INT TERM HUP
  if [ -n "$builder" ]; then
    kill "$builder" 2>/dev/null || true
    wait "$builder" 2>/dev/null || true
  fi
  release_lock
  say "plumb: build interrupted; nothing is broken. Run the command again to go on."
  exit 130
}

need_tool() {
  if ! command -v "$1" >/dev/null 2>&1; then
    say "plumb: $2 is needed for the first build and was not found (Debian: apt install $3)."
    exit 1
  fi
}

# One build at a time; a lock whose owner is gone is taken over.
take_lock() {
  if ! mkdir "$lock" 2>/dev/null; then
    owner=$(cat "$lock/pid" 2>/dev/null || true)
    if [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null; then
      say "plumb: another plumb (process $owner) is building; waiting for it."
      while kill -0 "$owner" 2>/dev/null && [ -d "$lock" ]; do sleep 1; done
    fi
    end_orphan
    rm -rf "$lock"
    mkdir "$lock"
  fi
  echo $$ >"$lock/pid"
}

# Ends the Maven of a launcher that was killed: two at once would write over each other.
end_orphan() {
  orphan=$(cat "$lock/builder" 2>/dev/null || true)
  [ -n "$orphan" ] || return 0
  case $(ps -o args= -p "$orphan" 2>/dev/null) in
    *maven*"$home"*) # and not another process that has got its number since
      kill "$orphan" 2>/dev/null || true
      left=30 # seconds; one that nobody reaps stays for ever
      while kill -0 "$orphan" 2>/dev/null && [ "$left" -gt 0 ]; do sleep 1; left=$((left - 1)); done ;;
  esac
}

release_lock() { rm -rf "$lock"; }
