#!/bin/bash
# The benchmark, on the data of this folder if it has any: ./run.sh --imbalance 100 --recipe paper --epochs 200 --device gpu:0
# './run.sh --help' says what can be asked for.
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

data=()
if [ -d "$home/data" ]; then
  data=(--data "$home/data")
  for argument in "$@"; do
    case "$argument" in --data | --data=* | --help | -h) data=() ;; esac
  done
fi
exec "$home/longshore" bench ssd ${data[@]+"${data[@]}"} "$@"
