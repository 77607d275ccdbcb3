#!/usr/bin/env bash
# Tests the Emacs package against the real daemon: PIDX=path/of/pidx tools/emacs/test/run.sh
#
# It must compile without a warning, and its documentation strings be right; then come unit tests
# in an Emacs without a terminal, then keys typed into one with a terminal.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PIDX=$(realpath -- "${PIDX:?set PIDX to the path of pidx}")
export PIDX LC_ALL=C.UTF-8
unset XDG_RUNTIME_DIR

timeout 120 emacs -Q --batch -L . -l test/lint.el
timeout 600 emacs -Q --batch -L . -L test -l pidx-client-tests -l pidx-search-tests \
  -f ert-run-tests-batch-and-exit
timeout 600 bash test/terminal-tests.sh
