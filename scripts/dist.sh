# plumb dist: one tar.gz that runs with a JDK alone; sourced by the launcher. Needs $home and $app.
# The same build gives the same bytes: the order of files, their times and owners are fixed.

dist() { # dist [FOLDER]
  case "${1:-}" in -*) say "usage: ./plumb dist [FOLDER]"; exit 2 ;; esac
  folder=${1:-"$home/.build"}
  if ! tar --version 2>/dev/null | grep -q GNU; then
    say "plumb: GNU tar is needed to make a distribution (macOS: brew install gnu-tar, first in PATH)."
    exit 1
  fi
  version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$home/pom.xml" | head -n 1)
  built=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' "$home/pom.xml")
  name="plumbline-$version"
  stage=$(mktemp -d)
  trap 'rm -rf "$stage"' EXIT INT TERM HUP
  mkdir -p "$folder" "$stage/$name/bin" "$stage/$name/lib" "$stage/$name/systemd"
  cp "$app"/*.jar "$home/scripts/jdk.sh" "$stage/$name/lib/"
  cp "$home/scripts/dist/plumb" "$stage/$name/bin/"
  cp "$home"/scripts/dist/*.service "$stage/$name/systemd/"
  cp "$home/scripts/dist/README.md" "$home/LICENSE" "$stage/$name/"
  chmod -R u=rwX,go=rX "$stage/$name"
  chmod 755 "$stage/$name/bin/plumb"
  tar -C "$stage" --sort=name --mtime="$built" --owner=0 --group=0 --numeric-owner --format=gnu \
    -cf "$stage/dist.tar" "$name"
  gzip -n -9 "$stage/dist.tar"
  mv "$stage/dist.tar.gz" "$folder/$name.tar.gz"
  printf '%s\n' "$folder/$name.tar.gz"
}
