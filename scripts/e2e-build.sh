#!/bin/bash
# A first build that is cut short.
set -eu
exec python3 "$(dirname "$0")/first_build.py"
