#!/usr/bin/env bash
# Tests the VS Code extension under Node.js: PIDX=path/of/pidx tools/vscode/test/run.sh
#
# The daemon is the real one; the editor is test/fake-vscode.js.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PIDX=$(realpath -- "${PIDX:?set PIDX to the path of pidx}")
export PIDX
unset XDG_RUNTIME_DIR
timeout 600 node --test test/*.test.js
