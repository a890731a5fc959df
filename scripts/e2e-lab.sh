#!/bin/bash
# Every built-in scenario once, against the bars.
set -eu
exec python3 "$(dirname "$0")/lab_bars.py" 1
