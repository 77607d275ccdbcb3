#!/usr/bin/env bash
# Scores pidx on the labelled sets of a folder: run.sh FOLDER [OPTION...]; --help lists the options.
#
# Builds the tool first. The binary that is scored is build/pidx of this repository, or pidx on
# PATH, unless --pidx names another.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! swift build -c release --package-path "$here" --product pidx-eval >"$log" 2>&1; then
  cat "$log" >&2
  exit 2
fi

# Of two --pidx the last counts.
binary=$here/../../build/pidx
if [ -x "$binary" ]; then set -- --pidx "$binary" "$@"; fi
"$here/.build/release/pidx-eval" "$@"
