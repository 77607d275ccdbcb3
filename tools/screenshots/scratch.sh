# A scratch folder with the sample corpus, indexed and served, in which an editor can be drawn; and
# the terminal to draw it in. Sourced by the scripts that make pictures. Needs PIDX, the path of a
# pidx; all of it goes away with the script.
#
# shellcheck shell=bash

source "$(dirname "${BASH_SOURCE[0]}")/../setup/common.sh"
source "$(dirname "${BASH_SOURCE[0]}")/terminal.sh"
PIDX=$(realpath "${PIDX:-$root/.build/debug/pidx}")

scratch=$(mktemp -d)
daemon=
finish() {
  terminal_end
  if [ -n "$daemon" ]; then kill "$daemon" || true; fi
  wait
  rm -rf "$scratch"
}
trap finish EXIT
mkdir -m 700 "$scratch/run"
export XDG_RUNTIME_DIR=$scratch/run HOME=$scratch
cd "$scratch" || exit
cp -r "$root/corpus" .
"$PIDX" build corpus >&2
"$PIDX" serve 2>/dev/null &
daemon=$!
mkdir -p "$root/docs/images"
