#!/usr/bin/env bash
# Feeds hostile input to what reads files and queries: run.sh [TARGET...]
#
#   segment   the segment reader: opening, verifying, searching, merging
#   manifest  the manifest reader
#   query     the query parser, and searches
#   markdown  the Markdown splitter, plain text, and the guess of an encoding
#   jsonl     the JSON Lines reader
#   analysis  how text becomes terms, by the fast path and by ICU
#
# First every kept input (tools/fuzz/seeds, tools/fuzz/found), then new ones for FUZZ_SECONDS a
# target, 60 if not set; two targets at a time. What a target says is in .build-fuzz/TARGET/log, and
# shown if it fails. What fails is written to .build-fuzz/TARGET; put it into tools/fuzz/found/TARGET
# together with the fix. What reached new code stays in .build-fuzz, and the next run goes on from
# there.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/../setup/common.sh"
cd "$root"

seconds=${FUZZ_SECONDS:-60}
all=(segment manifest query markdown jsonl analysis)
targets=("$@")
if [ "${#targets[@]}" -eq 0 ]; then targets=("${all[@]}"); fi

build=.build-fuzz
# -assert-config: the checks of debug builds, at the speed of a release.
swift build --package-path tools/fuzz --scratch-path "$build" -c release --product pidx-fuzz \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library -Xswiftc -enable-testing \
  -Xswiftc -assert-config -Xswiftc Debug -Xswiftc -use-ld=lld
binary=$build/release/pidx-fuzz

export ASAN_OPTIONS=detect_leaks=0:${ASAN_OPTIONS:-}
# Swift's own backtrace would wait for a terminal.
export SWIFT_BACKTRACE=enable=no

# fuzz TARGET: tries what is kept, then what is new.
fuzz() {
  local target=$1 work=$build/$1 kept=("tools/fuzz/seeds/$1")
  if [ -d "tools/fuzz/found/$target" ]; then kept+=("tools/fuzz/found/$target"); fi
  export FUZZ_TARGET=$target
  "$binary" -runs=0 -timeout=20 -rss_limit_mb=3000 -artifact_prefix="$work/" "${kept[@]}"
  if [ "$seconds" -gt 0 ]; then
    "$binary" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -max_len=4096 \
      -artifact_prefix="$work/" "$work/corpus" "${kept[@]}"
  fi
}

trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
failed=()
for ((first = 0; first < ${#targets[@]}; first += 2)); do
  declare -A running=()
  for target in "${targets[@]:first:2}"; do
    mkdir -p "$build/$target/corpus"
    fuzz "$target" >"$build/$target/log" 2>&1 &
    running[$target]=$!
  done
  for target in "${!running[@]}"; do
    if wait "${running[$target]}"; then
      say "fuzz: $target: $(grep '^Done' "$build/$target/log" | tail -n 1)"
    else
      say "fuzz: $target failed; the end of $build/$target/log:"
      tail -n 100 "$build/$target/log"
      failed+=("$target")
    fi
  done
done
if [ "${#failed[@]}" -gt 0 ]; then fail "these failed: ${failed[*]}"; fi
