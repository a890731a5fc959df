#!/bin/bash
# plumb up in a network namespace without a way out: it says so within 30 s, and opens no incident about
# any service. SECONDS_MAX (default 120) is how long it is watched. Needs root.
set -eu
home=$(cd -- "$(dirname -- "$0")/.." && pwd)
if [ "${1:-}" != inside ]; then
  exec unshare --net "$0" inside
fi
watched=${SECONDS_MAX:-120}
ip link set lo up
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
cat >"$folder/plumbline.yaml" <<'YAML'
catalogue: none
services:
  - {id: one, checks: [{host: www.one.example, interval: 10s}]}
  - {id: two, checks: [{host: www.two.example, interval: 10s}]}
  - {id: three, checks: [{host: www.three.example, scheme: tls, interval: 10s}]}
YAML
"$home/plumb" lab list >/dev/null # builds what is not built yet
"$home/plumb" up --config "$folder/plumbline.yaml" --data "$folder/data" --listen 127.0.0.1:8080 >"$folder/out" 2>&1 &
server=$!
for ((second = 0; second < 30; second++)); do
  grep -q 'has no uplink' "$folder/out" && break
  sleep 1
done
if ! grep -q 'has no uplink' "$folder/out"; then
  echo "not said within 30 s:"; cat "$folder/out"; exit 1
fi
echo "said after $second s"
sleep "$watched"
kill -0 "$server"
python3 - <<'PYTHON'
import json, urllib.request
read = lambda path: json.load(urllib.request.urlopen('http://127.0.0.1:8080' + path))['items']
opened = [i['title'] for i in read('/v1/incidents') if i['services']]
assert not opened, opened
runs = read('/v1/measurements?limit=1000')
assert runs, 'nothing was measured'
print('%d runs, no incident about a service' % len(runs))
PYTHON
kill -TERM "$server"
wait "$server" && echo "ended by a signal with status 0"
