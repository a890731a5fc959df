#!/bin/bash
# A server on an address other than loopback, in a namespace of its own: without a token nothing but /healthz
# answers; every scope may what it may; a browser gets a page on which to sign in. Needs root.
set -eu
home=$(cd -- "$(dirname -- "$0")/.." && pwd)
if [ "${1:-}" != inside ]; then
  exec unshare --net "$0" inside
fi
plumb=${PLUMB:-$home/plumb}
ip link set lo up
ip address add 10.9.9.1/32 dev lo
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }; rm -rf "$folder"' EXIT
cd "$folder"
echo 'catalogue: none' >plumbline.yaml
"$plumb" lab list >/dev/null # builds what is not built yet
PLUMB_ADMIN_TOKEN=admin-of-a-first-start "$plumb" up --data data --listen 10.9.9.1:8080 --host plumb.example >out 2>&1 &
server=$!
at=http://10.9.9.1:8080
for ((tenth = 0; tenth < 600; tenth++)); do
  curl -sf "$at/healthz" >/dev/null && break
  sleep 0.1
done
status() { curl -s -o "$folder/body" -w '%{http_code}' "$@"; }
must() { # must STATUS CURL-ARGUMENT...
  local wanted=$1 got; shift
  got=$(status "$@")
  [ "$got" = "$wanted" ] || { echo "$* gave $got, not $wanted:"; cat "$folder/body" out; exit 1; }
}
token() { "$plumb" token new --scope "$1" --data data 2>/dev/null; }
! grep -q 'Admin token' out
for path in $(sed -n 's|^  \(/[^ :]*\):$|\1|p' "$home/api/src/main/resources/org/plumbline/api/openapi.yaml"); do
  case $path in
    /healthz | /v1/sign-in) must 200 "$at$path" ;;
    /v1/enrol | /v1/tokens/* | /v1/agents/*) ;; # no reads
    *) must 401 "$at${path/\{id\}/some}" ;;
  esac
done
must 401 -H 'Accept: text/html' "$at/"
grep -q '<form method="post" action="/v1/sign-in">' body
must 401 -X POST -d '{}' "$at/v1/measurements"
must 401 -X POST -d '{"scope":"admin"}' "$at/v1/tokens"
must 421 -H 'Host: evil.example' "$at/healthz"
must 200 -H 'Host: plumb.example' "$at/healthz"
admin='Authorization: Bearer admin-of-a-first-start'
read="Authorization: Bearer $(token read)"
ingest="Authorization: Bearer $(token ingest)"
enrol=$(token enrol)
must 200 -H "$admin" "$at/v1/services"
must 200 -H "$read" "$at/v1/services"
must 403 -H "$ingest" "$at/v1/services"
must 403 -H "Authorization: Bearer $enrol" "$at/v1/services"
must 403 -H "$read" "$at/v1/tokens"
must 403 -X POST -H "$read" -H 'Content-Type: application/x-ndjson' -d '{}' "$at/v1/measurements"
must 200 -X POST -H "$ingest" -H 'Content-Type: application/x-ndjson' -d '{}' "$at/v1/measurements"
must 200 -X POST -d "{\"token\":\"$enrol\",\"vantage\":{\"kind\":\"vantage\",\"id\":\"far-1\"}}" "$at/v1/enrol"
must 401 -X POST -d "{\"token\":\"$enrol\",\"vantage\":{\"kind\":\"vantage\",\"id\":\"far-2\"}}" "$at/v1/enrol"
must 303 -c jar -d "token=$(token read)" "$at/v1/sign-in"
must 200 -b jar "$at/v1/services"
must 403 -b jar "$at/v1/tokens"
PLUMB_ADMIN_TOKEN=admin-of-a-first-start "$plumb" token list --server "$at" >list
grep -q '^agent:far-1: scope ingest, vantage far-1$' list
kill -TERM "$server"
wait "$server" && server= && "$plumb" token revoke agent:far-1 --data data && ! "$plumb" token list --data data | grep -q far-1
echo 'without a token nothing but /healthz answers; every scope may what it may'
