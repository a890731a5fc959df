#!/bin/bash
# strace of a server under posts; tracing may need root.
exec "$(dirname -- "$0")/strace-durable.sh"
