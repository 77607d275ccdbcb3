#!/usr/bin/env bash
# Tries the plugin in the real Vim and the real Neovim, against the real daemon on the sample
# corpus: run.sh [vim|nvim]... with PIDX set to the path of pidx.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../setup/common.sh"
source "$here/../../screenshots/terminal.sh"
source "$here/typing.sh"
PIDX=$(realpath "${PIDX:-$root/.build/debug/pidx}")
[ -x "$PIDX" ] || fail "no pidx at $PIDX: build it with 'swift build', or name it in PIDX"

scratch=$(mktemp -d)
children=()
finish() {
  terminal_end
  if [ "${#children[@]}" -gt 0 ]; then kill "${children[@]}" 2>/dev/null || true; fi
  wait
  rm -rf "$scratch"
}
trap finish EXIT

mkdir -m 700 "$scratch/run" "$scratch/home"
export PIDX PIDX_TEST=$scratch XDG_RUNTIME_DIR=$scratch/run HOME=$scratch/home LC_ALL=C.UTF-8

# Beside the corpus, files whose match stands behind Hangul in other encodings and forms.
cp -r "$root/corpus" "$scratch/corpus"
mkdir "$scratch/corpus/kinds"
lines='# 종류\n\n줄의 가운데에 사는 두루미 한 마리\n'
# shellcheck disable=SC2059  # the lines have escapes
{
  printf '\ufeff'"$lines" >"$scratch/corpus/kinds/bom.md"
  printf "${lines//\\n/\\r\\n}" >"$scratch/corpus/kinds/crlf.md"
  printf "$lines" | iconv -t CP949 >"$scratch/corpus/kinds/cp949.md"
  printf "${lines//두루미/\\u1103\\u116e\\u1105\\u116e\\u1106\\u1175}" >"$scratch/corpus/kinds/decomposed.md"
}
cd "$scratch"
"$PIDX" build --index "$scratch/index" "$scratch/corpus" >&2

# listening SOCKET: waits until something listens there.
listening() {
  for _ in $(seq 600); do
    if [ -S "$1" ]; then return; fi
    sleep 0.1
  done
  fail "nothing listens at $1"
}

start_daemon() {
  "$PIDX" serve --index "$scratch/index" 2>"$scratch/daemon.log" &
  children+=($!)
  listening "$("$PIDX" serve --where --index "$scratch/index")"
}

stop_daemon() {
  kill "${children[-1]}"
  wait "${children[-1]}" || true
  unset 'children[-1]'
}

# script_test EDITOR SCRIPT: runs the functions of SCRIPT in the editor, without a terminal.
script_test() {
  local command=(nvim --headless -n -i NONE)
  if [ "$1" = vim ]; then command=(vim -es -N -n); fi
  export PIDX_TEST_SCRIPT=$here/$2 PIDX_TEST_RESULTS=$scratch/results
  rm -f "$PIDX_TEST_RESULTS"
  local status=0
  timeout 600 "${command[@]}" -u "$here/vimrc.vim" -c 'runtime plugin/pidx.vim' \
    -S "$here/harness.vim" </dev/null >"$scratch/output" 2>&1 || status=$?
  if [ -f "$PIDX_TEST_RESULTS" ]; then sed "s/^/$1 /" "$PIDX_TEST_RESULTS"; else cat "$scratch/output"; fi
  [ "$status" -eq 0 ] || fail "$1 $2: failed with status $status"
}

editors=("$@")
if [ "${#editors[@]}" -eq 0 ]; then editors=(vim nvim); fi
nvim --headless -u NONE -i NONE -n -c "luafile $here/impostor.lua" </dev/null >/dev/null 2>&1 &
children+=($!)
listening "$scratch/other.sock"
for editor in "${editors[@]}"; do
  script_test "$editor" daemon.vim
  typing_without_daemon "$editor"
  start_daemon
  script_test "$editor" search.vim
  typing_with_daemon "$editor"
  stop_daemon
done
say "passed in ${editors[*]}"
