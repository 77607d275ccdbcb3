#!/usr/bin/env bash
# From a fresh clone to an answer: packages, binary, index of corpus/, one query.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/common.sh"

"$here/packages.sh"
"$here/build.sh"

cd "$root"
say "build/pidx build corpus"
build/pidx build corpus
say "build/pidx query --limit 3 가우시안 스플래팅"
# Status 1 means no hit, and ends this script.
build/pidx query --limit 3 가우시안 스플래팅
