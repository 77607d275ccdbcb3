#!/usr/bin/env bash
# Tries the editors' plugins in the real editors: runs every tools/*/test/run.sh there is, with
# PIDX set to the path of a pidx built here, or to what the environment says.
#
# Debian packages named in tools/*/test/packages.txt, one a line, are installed if missing.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/common.sh"
cd "$root"

shopt -s nullglob
tests=(tools/*/test/run.sh)
lists=(tools/*/test/packages.txt)
if [ "${#tests[@]}" -eq 0 ]; then fail "no tools/*/test/run.sh is there: nothing was tried"; fi

# install_missing PACKAGE...: installs those that are not there; needs no network if all are.
install_missing() {
  local package state missing=()
  for package in "$@"; do
    state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing+=("$package")
  done
  if [ "${#missing[@]}" -eq 0 ]; then return; fi
  command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
  say "installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

if [ "${#lists[@]}" -gt 0 ]; then
  mapfile -t packages < <(grep -hvE '^[[:space:]]*(#|$)' "${lists[@]}" | sort -u)
  install_missing "${packages[@]}"
fi

if [ -z "${PIDX:-}" ]; then
  swift build --product pidx >&2
  PIDX=$root/.build/debug/pidx
fi
export PIDX

failed=()
for test in "${tests[@]}"; do
  say "editor test: $test"
  "$test" </dev/null || failed+=("$test")
done
if [ "${#failed[@]}" -gt 0 ]; then fail "these failed: ${failed[*]}"; fi
say "${#tests[@]} editor tests passed"
