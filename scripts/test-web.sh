#!/bin/bash
# The dashboard's own unit tests.
set -eu
cd "$(dirname "$0")/../web"
[ -d node_modules ] || npm ci --no-audit --no-fund --silent
npm test --silent
