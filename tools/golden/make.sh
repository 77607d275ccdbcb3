#!/usr/bin/env bash
# Writes the golden index of today's format versions: make.sh
#
# Run it when the version of the manifest or of the segment has been raised, and commit the folder
# that is new in Tests/Golden. Those of earlier versions stay: a test opens each, or sees it refused.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../setup/common.sh"
cd "$root"

PIDX_GOLDEN=yes swift test --filter 'GoldenTests/write'
git status --short Tests/Golden
