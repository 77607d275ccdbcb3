#!/usr/bin/env bash
# Builds the release binary, fully static, and puts it at build/pidx.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

require_swift
say "building build/pidx"
# Types of arrays and the like are asked for by what makes them, not by a mangled name that the runtime
# would have to read first: a tenth of the instructions of a query. That no memory is written while it
# is read elsewhere is checked by the tests, which are built with these checks: 6 % of a short search.
# The functions that a query calls stand side by side, so that a process needs few pages of the
# program: 5 to 9 % of a cold query. tools/setup/order-functions.sh tells which they are.
swift build -c release --product pidx --scratch-path .build-static \
  -Xswiftc -static-executable -Xswiftc -use-ld=lld \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
  -Xswiftc -enforce-exclusivity=unchecked \
  -Xswiftc -Xfrontend -Xswiftc -function-sections \
  -Xlinker "--symbol-ordering-file=$root/tools/setup/function-order.txt" \
  -Xlinker --no-warn-symbol-ordering >&2

# A copy under another name first: a pidx that is running keeps the file it has.
mkdir -p build
cp .build-static/release/pidx build/pidx.new
if command -v strip >/dev/null; then strip build/pidx.new; fi
mv -f build/pidx.new build/pidx
say "$(build/pidx --version), $(du -h build/pidx | cut -f 1), at build/pidx"
