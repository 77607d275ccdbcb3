#!/usr/bin/env bash
# Installs the binary, its shell completions and units for systemd: install.sh [PREFIX=/usr/local]
# Builds first if build/pidx is not there. DESTDIR, from the environment, is put in front of
# every path, for packagers.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
source "$here/common.sh"

prefix=${PREFIX:-/usr/local}
for argument in "$@"; do
  case $argument in
    PREFIX=?*) prefix=${argument#PREFIX=} ;;
    *) fail "usage: install.sh [PREFIX=/usr/local]" ;;
  esac
done
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
target=${DESTDIR:-}$prefix

if [ ! -x "$root/build/pidx" ]; then
  "$here/packages.sh"
  "$here/build.sh"
fi
binary=$root/build/pidx

# The nearest folder above the target that exists says whether root is needed.
existing=$target
while [ ! -e "$existing" ]; do existing=$(dirname "$existing"); done
put() {
  if [ -w "$existing" ]; then install "$@"; else as_root install "$@"; fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for shell in bash zsh fish; do
  "$binary" --generate-completion-script "$shell" >"$scratch/$shell"
done

for unit in pidx.service pidx.socket; do
  sed "s|@PREFIX@|$prefix|g" "$root/tools/systemd/$unit" >"$scratch/$unit"
done

put -D -m 755 "$binary" "$target/bin/pidx"
put -D -m 644 "$scratch/bash" "$target/share/bash-completion/completions/pidx"
put -D -m 644 "$scratch/zsh" "$target/share/zsh/site-functions/_pidx"
put -D -m 644 "$scratch/fish" "$target/share/fish/vendor_completions.d/pidx.fish"
for unit in pidx.service pidx.socket; do
  put -D -m 644 "$scratch/$unit" "$target/share/systemd/user/$unit"
done
say "installed $target/bin/pidx, completions for bash, zsh and fish, and units for systemd"
