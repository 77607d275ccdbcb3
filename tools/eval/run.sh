#!/usr/bin/env bash
# Scores pidx on the labelled sets of a folder: run.sh FOLDER [OPTION...]; --help lists the options.
#
# Builds the tool first. The binary that is scored is build/pidx of this repository, or pidx on
# PATH, unless --pidx names another.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../setup/common.sh"
build_tool "$here" pidx-eval

# Of two --pidx the last counts.
binary=$here/../../build/pidx
if [ -x "$binary" ]; then set -- --pidx "$binary" "$@"; fi
"$here/.build/release/pidx-eval" "$@"
