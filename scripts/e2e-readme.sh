#!/bin/bash
# Every command of the README that is marked as runnable.
set -eu
exec python3 "$(dirname "$0")/readme.py"
