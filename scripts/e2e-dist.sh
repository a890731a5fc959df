#!/bin/bash
# plumb dist: the same bytes twice; unpacked elsewhere it runs with a JDK alone, without Maven and Node.
set -eu
home=$(cd -- "$(dirname -- "$0")/.." && pwd)
. "$home/scripts/jdk.sh"
need_jdk
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/one" "$folder/two"
one=$("$home/plumb" dist "$folder/one")
two=$("$home/plumb" dist "$folder/two")
cmp "$one" "$two"
tar -C "$folder" -xzf "$one"
plumb=$(echo "$folder"/plumbline-*/bin/plumb)
bare() { env -i PATH=/usr/bin:/bin HOME="$folder" JAVA_HOME="$jdk" "$@"; }
cd "$folder"
bare "$plumb" --version
bare "$plumb" lab list | grep -q mashery-2024-10-01
bare "$plumb" agent --help | grep -q -- --server
if command -v systemd-analyze >/dev/null; then
  # The binary is looked for where the units have it.
  sed "s|/opt/plumbline/bin/plumb|$plumb|" "$folder"/plumbline-*/systemd/plumbline-server.service >"$folder/plumbline-server.service"
  sed "s|/opt/plumbline/bin/plumb|$plumb|" "$folder"/plumbline-*/systemd/plumbline-agent.service >"$folder/plumbline-agent.service"
  systemd-analyze verify --man=no "$folder"/*.service
fi
echo "$(basename "$one"): $(du -k "$one" | cut -f1) kB"
