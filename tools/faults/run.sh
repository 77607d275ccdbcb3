#!/usr/bin/env bash
# Runs the tests of faults, kills and damage in full and prints their counts: run.sh
#
# The tests that pass on every change damage a larger index at some places only; here it is damaged
# at every byte and every length. docs/RELIABILITY.md has the counts of the last run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../setup/common.sh"
cd "$root"

suites='FaultSweepTests|PowerLossTests|RefusedCallsTests|ConcurrentReadersTests|DamageTests'
suites+='|FrameDamageTests|GoldenTests|KillTests|WritersTests|DiskTests|MemoryTests'
swift build --build-tests
PIDX_FAULTS=all swift test --skip-build --filter "$suites" 2>&1 | tee >(cat >&2) |
  grep -E '(failed|interrupted|short|states of the disk|killed|refused|flipped|lengths of|full .* times|generations|skipped:|memory)' |
  grep -vE '^(✔|✘|◇)' | sort >.build/faults.txt
say "counts"
cat .build/faults.txt
