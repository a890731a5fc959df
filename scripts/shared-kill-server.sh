#!/bin/bash
# A server killed under the load of the founding case; KILLS (default 4), all of them by scripts/kill-server.py 25.
exec "$(dirname -- "$0")/kill-server.py" "${KILLS:-4}" "$1/arena/dev/mashery-2024-10-01.jsonl.gz"
