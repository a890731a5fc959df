#!/bin/bash
# A browser watches the founding case: the page agrees with the API, live.
set -eu
cd "$(dirname "$0")/../web"
[ -f node_modules/.installed ] || ../scripts/web.sh >/dev/null
exec node e2e/watch.mjs "$@"
