#!/usr/bin/env bash
# Writes tools/setup/function-order.txt: the functions that a query calls, which the linker puts side
# by side. What it calls is spread over the whole program otherwise, and a process would have to be
# given pages all over it before the first answer.
#
# Run it after changes to what a query calls, and build anew. Names that no longer exist do no harm; new
# ones stand elsewhere until then. Needs valgrind.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

command -v valgrind >/dev/null || fail "valgrind is not on PATH: install it (apt-get install valgrind)"
binary=.build-static/release/pidx
[ -x "$binary" ] || fail "no $binary: run tools/setup/build.sh first"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Valgrind cannot read Swift's debug information, and needs no more than the names.
strip --strip-debug -o "$work/pidx" "$binary"
nm "$work/pidx" | awk '{ print $3 }' | LC_ALL=C sort -u >"$work/names"
export XDG_CONFIG_HOME=$work
"$work/pidx" build corpus --index "$work/index" >/dev/null 2>&1

# record COMMAND...: adds the functions that a command calls.
record() {
  say "pidx $*"
  # A query without hits ends with status 1.
  valgrind --tool=callgrind --demangle=no --callgrind-out-file="$work/calls" \
    "$work/pidx" "$@" --index "$work/index" >/dev/null 2>"$work/log" ||
    [ $? -eq 1 ] || { cat "$work/log" >&2; exit 2; }
  sed -nE "s/^c?fn=\([0-9]+\) ([^']*).*/\1/p" "$work/calls" >>"$work/called"
}

record query '가우시안 스플래팅'
record query 'diffusion sampling acceleration'
record query 'RAG에서 문서를 몇 개나 넣어야 할까?'
record query '없는단어임zq'
record query '"검색 증강 생성" 모델*'
record query --mode all '강화 학습 RLHF'
record query --json 'KV 캐시 -양자화'

# Sorted, so that a newer list differs by what is new: their order among each other makes no difference.
LC_ALL=C sort -u "$work/called" | LC_ALL=C comm -12 - "$work/names" >tools/setup/function-order.txt
say "$(wc -l <tools/setup/function-order.txt) functions in tools/setup/function-order.txt"
