#!/bin/bash
# The virtual servers of a held lab, asked with kdig and openssl.
set -eu
exec python3 "$(dirname "$0")/hold.py"
