#!/bin/bash
# The founding fault under other names, with a false truth, and with half of the healthy vantages.
set -eu
exec python3 "$(dirname "$0")/twins.py"
