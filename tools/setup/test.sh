#!/usr/bin/env bash
# Runs every test: test.sh [PART...]
#
#   scripts  every shell script parses, and passes shellcheck where that is installed
#   format   swift format finds nothing to complain about
#   unit     the package builds without a warning and its tests pass
#   eval     the evaluation tool passes its tests, and no set of tools/eval/floors.tsv ranks worse
#   bench    the benchmarks run, and no loop of theirs allocates for every posting or token
#   load     the load generator builds, and a server answers it
#   editors  the editors' plugins work in the real editors, which are installed if missing
#   docs     links, paths, headings and flags in the documentation are right
#   asan     the tests pass under AddressSanitizer
#   tsan     the tests pass under ThreadSanitizer
#   fuzz     no input kept in tools/fuzz fails, nor one found in FUZZ_SECONDS (60) a target
#
# Without arguments all of them, in this order. Ends with the tests' own summaries and what each
# part took.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/common.sh"

all=(scripts format unit eval bench load editors docs asan tsan fuzz)
parts=("$@")
if [ "${#parts[@]}" -eq 0 ]; then parts=("${all[@]}"); fi
for part in "${parts[@]}"; do
  case " ${all[*]} " in
    *" $part "*) ;;
    *) fail "no part '$part': choose from ${all[*]}" ;;
  esac
done

"$here/packages.sh"
cd "$root"
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
summary=$logs/summary

# keep_summary NAME: remembers the last lines of `swift test` in the log NAME.
keep_summary() {
  { grep -E 'Test run with|Executed [0-9]+ tests?' "$logs/$1" || true; } | sed "s/^/$1: /" >>"$summary"
}

check_scripts() {
  local scripts
  mapfile -t scripts < <(git ls-files -co --exclude-standard '*.sh' .ci/run)
  for script in "${scripts[@]}"; do bash -n "$script"; done
  if command -v shellcheck >/dev/null; then shellcheck -x -P SCRIPTDIR "${scripts[@]}"; fi
}

check_format() {
  swift format lint --recursive --strict Package.swift Sources Tests tools
}

check_unit() {
  swift build --build-tests 2>&1 | tee "$logs/build"
  if grep -q 'warning:' "$logs/build"; then fail "the build gives warnings, see above"; fi
  swift test --skip-build 2>&1 | tee "$logs/unit"
  keep_summary unit
}

check_eval() {
  swift build --product pidx
  swift build --package-path tools/eval --build-tests 2>&1 | tee "$logs/build-eval"
  if grep -q 'warning:' "$logs/build-eval"; then fail "the build gives warnings, see above"; fi
  swift test --package-path tools/eval --skip-build 2>&1 | tee "$logs/eval"
  keep_summary eval
  tools/eval/.build/debug/pidx-eval corpus --pidx .build/debug/pidx --floors tools/eval/floors.tsv
}

# Of the release build, since that is what ships; times are not looked at.
check_bench() {
  swift build -c release --package-path tools/bench --build-tests 2>&1 | tee "$logs/build-bench"
  if grep -q 'warning:' "$logs/build-bench"; then fail "the build gives warnings, see above"; fi
  swift test -c release --package-path tools/bench --skip-build 2>&1 | tee "$logs/bench"
  keep_summary bench
  tools/bench/.build/release/pidx-bench growth --limits tools/bench/limits.tsv
  tools/bench/.build/release/pidx-bench engine --sections 500 --seconds 0.01 >"$logs/engine"
  tools/bench/.build/release/pidx-bench engine --sections 500 --seconds 0.01 --baseline "$logs/engine"
}

check_load() {
  swift build --product pidx
  swift build --package-path tools/load 2>&1 | tee "$logs/build-load"
  if grep -q 'warning:' "$logs/build-load"; then fail "the build gives warnings, see above"; fi
  local socket=$logs/private/pidx.sock
  .build/debug/pidx build corpus --index "$logs/index"
  .build/debug/pidx serve --index "$logs/index" --socket "$socket" &
  for ((turn = 0; turn < 300; turn++)); do
    if [ -S "$socket" ]; then break; fi
    sleep 0.1
  done
  tools/load/.build/debug/load --socket "$socket" --queries corpus/queries.tsv \
    --clients 8 --requests 500 --warm 10
  .build/debug/pidx serve --stop --socket "$socket"
}

check_editors() {
  "$here/test-editors.sh"
}

check_docs() {
  "$here/check-docs.sh"
}

# Under a sanitizer the tests that repeat most repeat less: see Tests/TestSupport/Rounds.swift.
# lld, since gold warns of every symbol of the sanitizers.

check_asan() {
  # Leaks are not looked for: XCTest's own runner has some.
  PIDX_ROUNDS_DIVISOR=20 ASAN_OPTIONS=detect_leaks=0:${ASAN_OPTIONS:-} swift test \
    --sanitize=address --scratch-path .build-asan -Xswiftc -use-ld=lld 2>&1 | tee "$logs/asan"
  keep_summary asan
}

check_tsan() {
  # A race ends the test run, and the program where a test runs it, with a status of its own.
  PIDX_ROUNDS_DIVISOR=20 TSAN_OPTIONS=halt_on_error=1:${TSAN_OPTIONS:-} swift test \
    --sanitize=thread --scratch-path .build-tsan -Xswiftc -use-ld=lld 2>&1 | tee "$logs/tsan"
  keep_summary tsan
}

check_fuzz() {
  "$root/tools/fuzz/run.sh"
}

for part in "${parts[@]}"; do
  say "test: $part"
  begin=$SECONDS
  "check_$part"
  echo "$part: $((SECONDS - begin)) s" >>"$summary"
done
cat "$summary"
say "passed: ${parts[*]}"
