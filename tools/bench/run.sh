#!/usr/bin/env bash
# Measures pidx: run.sh FOLDER..., run.sh engine or run.sh growth; --help lists the options of each.
#
# Builds the tool first. The binary that is measured on folders is build/pidx of this repository, or
# pidx on PATH, unless --binary names another.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../setup/common.sh"
build_tool "$here" pidx-bench
if [ "${1:-}" = growth ]; then set -- "$@" --limits "$here/limits.tsv"; fi
"$here/.build/release/pidx-bench" "$@"
