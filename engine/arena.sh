#!/bin/sh
# Replays every recording of the arena and prints the score: engine/arena.sh SHARED [DEV-FOLDER-NAME]
# SHARED is the folder that holds arena/score.py and arena/dev. Compiles into a temporary folder.
set -eu
shared=${1:?usage: engine/arena.sh SHARED}
part=${2:-dev}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
mvn -B -ntp -q -pl engine -am test-compile
jars=$(find "$HOME/.m2/repository" -name 'jackson-core-3*.jar' -o -name 'jspecify-1*.jar' | tr '\n' ':')
classes=engine/target/classes:engine/target/test-classes:wire/target/classes:model/target/classes
ls "$shared/arena/$part"/*.jsonl.gz | xargs -n 8 -P "$(nproc)" \
  "${JAVA_HOME:?}/bin/java" -cp "$classes:$jars" org.plumbline.engine.Replay "$work/incidents"
python3 "$shared/arena/score.py" --truth "$shared/arena/$part" --incidents "$work/incidents" -v
