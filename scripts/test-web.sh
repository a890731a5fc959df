#!/bin/bash
# The dashboard's own unit tests.
set -eu
cd "$(dirname "$0")/../web"
[ -f node_modules/.installed ] || ../scripts/web.sh >/dev/null
npm test --silent
