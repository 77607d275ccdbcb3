#!/usr/bin/env bash
# Installs the Debian packages that building pidx needs, if any is missing.
# Says nothing and needs neither root nor network when all are there.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Libraries: headers, and the .a files that the static binary is linked from. pkg-config's answer for
# libcmark-gfm also names the library of extensions, which is in a package that nothing depends on.
libraries=(
  libicu-dev libzstd-dev libxxhash-dev libcmark-gfm-dev
  libcmark-gfm-extensions-dev libyaml-dev libstemmer-dev
)
# Tools, each with the package that has it. g++ brings the C++ library that ICU is linked with.
tools=(pkg-config:pkg-config g++:g++ git:git strip:binutils)

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${libraries[@]}"; do
    state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing+=("$package")
  done
fi
for pair in "${tools[@]}"; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  fail "no apt-get here, and this script knows Debian's packages only." \
    "Install what they stand for by hand, then run tools/setup/build.sh:" \
    "${libraries[*]} ${tools[*]##*:}"
fi

if [ "${#missing[@]}" -gt 0 ]; then
  say "installing ${missing[*]}"
  as_root apt-get update
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends ca-certificates "${missing[@]}"
fi

require_swift
