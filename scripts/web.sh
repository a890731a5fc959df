#!/bin/sh
# Builds the dashboard into web/dist; installs its packages only when the lock file changed.
set -eu
cd "$(dirname "$0")/../web"
if [ ! -f node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
  npm ci --no-audit --no-fund
  : >node_modules/.installed
fi
npm run build
