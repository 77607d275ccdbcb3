#!/usr/bin/env bash
# Types into an Emacs in a terminal, against the real daemon, and looks at the screen.
# Needs PIDX. Part of run.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../../.." && pwd)
# shellcheck source=../../screenshots/terminal.sh
source "$top/tools/screenshots/terminal.sh"

scratch=$(realpath -- "$(mktemp -d)")
daemon=
stop_daemon() {
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; fi
  wait
  daemon=
}
clean_up() {
  terminal_end
  stop_daemon
  rm -rf "$scratch"
}
trap clean_up EXIT

mkdir -m 700 "$scratch/run"
export XDG_RUNTIME_DIR=$scratch/run INDEX=$scratch/index PLACE=$scratch/place
cp -R "$top/corpus" "$scratch/corpus"
"$PIDX" build --index "$INDEX" "$scratch/corpus" >/dev/null

# start_emacs: one without any configuration, in the scratch folder.
start_emacs() {
  cd "$scratch"
  terminal_start 110 30 emacs -nw -Q -L "$here/.." -l "$here/terminal-init.el"
  terminal_wait '*scratch*'
}

# start_daemon: waits until it listens.
start_daemon() {
  : >"$scratch/log"
  "$PIDX" serve --index "$INDEX" 2>"$scratch/log" &
  daemon=$!
  terminal_until grep -q listening "$scratch/log"
}

# place_is PATTERN: presses F5 and tells whether what it writes matches. Presses it again after a
# second, since Emacs throws away keys that came before a C-g was handled.
place_is() {
  rm -f "$PLACE"
  terminal_until place_is_written
  grep -qE -- "$1" "$PLACE"
}
place_is_written() {
  terminal_keys F5
  for _ in {1..10}; do
    if [ -s "$PLACE" ]; then return; fi
    sleep 0.1
  done
  return 1
}

# leave_minibuffer: presses C-g until Emacs is not in the minibuffer, whose name has a blank first.
leave_minibuffer() { terminal_until has_left; }
has_left() {
  terminal_keys C-g
  place_is '^[^ ]'
}

# expect_place PATTERN: waits until the selected window is there.
expect_place() { terminal_until place_is "$1"; }

# first_place: presses F5 and tells whether Emacs is where $scratch/first says.
first_place() { place_is . && cmp -s "$PLACE" "$scratch/first"; }
other_place() { ! first_place; }

passed() { printf 'ok: %s\n' "$*"; }

start_emacs

terminal_keys C-c s
terminal_wait 'Search:'
terminal_type '증류'
terminal_keys Enter
terminal_wait 'Pidx: no daemon: run '
# shellcheck disable=SC2016  # the backtick is a quotation mark
terminal_wait 'or set `pidx-auto-start'
passed "an absent daemon is reported in one line"

start_daemon

terminal_keys C-c l
terminal_wait 'Search live:'
terminal_type '가우시안 스플래ㅌ'
terminal_wait '3D Gaussian Splatting'
terminal_wait '스플래팅'
terminal_keys Enter
expect_place '^(05|korean-search).md(<.*>)?:[0-9]+:[0-9]+:(가우시안|스플래팅)'
passed "live: a query with a half-typed syllable, and a jump"

terminal_keys C-c l
terminal_wait 'Search live:'
terminal_type 'BM25'
terminal_wait 'Dense Passage'
terminal_keys Down
terminal_keys Enter
expect_place '^[^*: ]+:[0-9]+:[0-9]+:BM25'
passed "live: the second hit"

terminal_keys C-c l
terminal_wait 'Search live:'
terminal_type 'title:dense BM25'
terminal_wait 'Dense Passage'
terminal_keys Enter
# What is asked of the title is not what the body is opened at.
expect_place '^12.md:8:53:BM25'
passed "live: a match right of Hangul"

terminal_keys C-c l
terminal_wait 'Search live:'
for letter in d i f f u s i o n; do terminal_type "$letter"; done
terminal_keys C-a C-k
terminal_type 'zzzz'
terminal_wait 'No matches'
terminal_keys C-a C-k
terminal_type '증류'
terminal_wait 'Distill'
terminal_keys M-Enter
terminal_wait 'sections, '
expect_place '^\*pidx .*index\*'
passed "live: the latest of many queries is shown, and all its hits on request"

terminal_keys M-g n
expect_place '^[^*:]+:[0-9]+:[0-9]+:.*(증류|[Dd]istill)'
cp "$PLACE" "$scratch/first"
terminal_keys M-g n
terminal_until other_place
terminal_keys M-g p
terminal_until first_place
passed "next-error and previous-error"

terminal_keys C-c l
terminal_wait 'Search live:'
terminal_keys C-\\
terminal_type 'rkdntl'
# 가우시 is not complete: the input method still waits for a final consonant.
terminal_wait '가우시'
terminal_wait '3D Gaussian'
leave_minibuffer
passed "live: candidates while the input method composes a syllable"

terminal_keys C-c s
terminal_wait 'Search:'
terminal_type "$(printf '\xe1\x84\x8c\xe1\x85\xb3\xe1\x86\xbc\xe1\x84\x85\xe1\x85\xb2')"
terminal_keys Enter
terminal_wait 'sections, '
terminal_wait '증류'
passed "a decomposed query"

terminal_keys C-c s
terminal_wait 'Search:'
terminal_type '강화 가우'
terminal_keys Tab
terminal_wait '*Completions*'
terminal_wait '가우시안'
leave_minibuffer
passed "completion of words"

# hurried_jumps: presses Enter while the last letter is searched for; the first query also opens
# the connection. No key may be lost.
hurried_jumps() {
  terminal_keys C-c d
  for _ in {1..10}; do
    terminal_keys C-c b
    expect_place '^\*scratch\*:'
    terminal_keys C-c l
    terminal_wait 'Search live:'
    terminal_type '강화 하'
    terminal_keys Enter
    expect_place '^[^*: ]+:[0-9]+:[0-9]+:.*강화'
  done
}

hurried_jumps
passed "live: Enter at once"

terminal_keys C-c f
hurried_jumps
passed "live: Enter at once, with Fido"

terminal_keys C-c s
terminal_wait 'Search:'
terminal_type '"증류'
terminal_keys Enter
terminal_wait 'quotation mark is not closed'
passed "a warning of the daemon, about what was typed and not what Fido offers"

stop_daemon
terminal_keys C-c s
terminal_wait 'Search:'
terminal_type '증류'
terminal_keys Enter
terminal_wait 'Pidx: no daemon'
passed "a daemon that went away"
