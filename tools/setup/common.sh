# What the set-up scripts share. Sourced, never run.
# shellcheck shell=bash

# The top of the repository.
# shellcheck disable=SC2034  # used by the scripts that source this
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# say TEXT: a step, on standard error, so that standard output holds results only.
say() { printf '==> %s\n' "$*" >&2; }

# fail TEXT: what is wrong and what to do; ends the script.
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# as_root COMMAND...: runs it as root, through sudo where needed.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root: run it as root, or install sudo ($*)"
  fi
}

# build_tool FOLDER PRODUCT: a release build of a tool's package; says something only if it fails.
build_tool() {
  local log
  log=$(mktemp)
  if ! swift build -c release --package-path "$1" --product "$2" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 2
  fi
  rm -f "$log"
}

# require_swift: ends the script unless a Swift that is new enough is on PATH.
require_swift() {
  command -v swift >/dev/null ||
    fail "swift is not on PATH: install Swift 6.2 or later from https://www.swift.org/install"
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  case $version in
    '') fail "cannot tell the version of swift: 'swift --version' names none" ;;
    [0-5].* | 6.0 | 6.1) fail "swift is $version: install 6.2 or later from https://www.swift.org/install" ;;
  esac
}
