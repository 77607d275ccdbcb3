#!/usr/bin/env bash
# Measures pidx: run.sh FOLDER..., run.sh engine or run.sh growth; --help lists the options of each.
#
# Builds the tool first. The binary that is measured on folders is build/pidx of this repository, or
# pidx on PATH, unless --binary names another.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! swift build -c release --package-path "$here" --product pidx-bench >"$log" 2>&1; then
  cat "$log" >&2
  exit 2
fi
if [ "${1:-}" = growth ]; then set -- "$@" --limits "$here/limits.tsv"; fi
"$here/.build/release/pidx-bench" "$@"
