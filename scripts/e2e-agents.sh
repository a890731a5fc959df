#!/bin/bash
# Agents elsewhere: killed five times, and two hours of spool. More: scripts/agents.py kills 25, days 10080.
set -eu
cd "$(dirname -- "$0")/.."
exec python3 scripts/agents.py both
