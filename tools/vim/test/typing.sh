# Tests that type into the editor on a terminal, as people do. Sourced by run.sh, which sets
# here, this folder, and scratch, the folder with corpus and index.
# shellcheck shell=bash disable=SC2154

# start_editor EDITOR FILE [COLUMNS]: opens a file of the corpus on a terminal.
start_editor() {
  local editor=$1 file=$scratch/corpus/$2
  terminal_start "${3:-110}" 32 "$editor" -n -i NONE -u "$here/vimrc.vim" "$file"
  terminal_wait "$(sed -n 1p "$file" | cut -c 1-20)"
}

# command_line TEXT: types a command of the command line.
command_line() {
  terminal_type ":$1"
  terminal_keys Enter
}

# expect_at FILE LINE TEXT: waits until the cursor is in the file's line, before the text.
expect_at() {
  terminal_until cursor_is "$1:$2:$3"
}

cursor_is() {
  rm -f "$scratch/cursor"
  command_line "call writefile([expand('%:t') . ':' . line('.') . ':' . getline('.')[col('.')-1:]], '$scratch/cursor')"
  for _ in $(seq 50); do
    if [ -s "$scratch/cursor" ]; then break; fi
    sleep 0.1
  done
  case $(cat "$scratch/cursor" 2>/dev/null) in "$1"*) ;; *) return 1 ;; esac
}

passed() { printf '%s ok   %s\n' "$1" "$2"; }

typing_with_daemon() {
  local editor=$1 test
  for test in half_composed_query input_method_keys enter_at_once selection_moves closing quickfix_jump; do
    start_editor "$editor" README.md
    "typing_$test"
    passed "$editor" "typing_$test"
  done
  terminal_end
}

# The last syllable is begun only: the hit is there, and Enter goes to the byte of the match.
typing_half_composed_query() {
  command_line PidxLive
  terminal_wait 'type to search'
  terminal_type '지식 증ㄹ'
  terminal_wait '14 sections'
  terminal_wait '지식 증류(knowledge'
  terminal_keys Enter
  expect_at 23.md 96 '지식 증류(knowledge'
}

# An input method that has no place of its own to compose in replaces what it has sent.
typing_input_method_keys() {
  command_line PidxLive
  for syllable in ㄷ 두 둘 두루 두룸; do
    terminal_type "path:decomposed $syllable"
    terminal_wait "path:decomposed $syllable"
    terminal_keys C-u
  done
  terminal_type 'path:decomposed 두루미'
  terminal_wait '1 section'
  terminal_keys Enter
  expect_at decomposed.md 3 "$(printf '\u1103\u116e\u1105\u116e\u1106\u1175')"
}

# Enter jumps to a hit of what has been typed, not of what was answered before it.
typing_enter_at_once() {
  command_line 'PidxLive 확산'
  terminal_wait 'sections'
  terminal_keys C-u
  terminal_type 'TinyChat'
  terminal_keys Enter
  expect_at 23.md 43 'TinyChat은'
}

typing_selection_moves() {
  command_line 'PidxLive path:kinds 두루미'
  terminal_wait '4 sections'
  terminal_keys Down C-n Up
  terminal_until second_is_selected
  terminal_keys C-v
  expect_at "$(second_name)" 3 '두루미'
}

# The file name of the second hit in the list.
second_name() { sed -nE 's/^ 종류 .*kinds\/([a-z0-9]*\.md):3.*/\1/p' <<<"$screen" | sed -n 2p; }

# Whether the preview, too, names the second hit: in the line below it.
second_is_selected() {
  screen=$(terminal_screen)
  grep -qE "^ +corpus/kinds/$(second_name):3 *$" <<<"$screen"
}

# Escape leaves insert mode, a second one closes; the windows are as before.
typing_closing() {
  command_line 'PidxLive 가우시안'
  terminal_wait 'sections'
  terminal_keys Escape
  terminal_until not terminal_shows '-- INSERT --'
  terminal_keys Escape
  terminal_until not terminal_shows 'sections'
  expect_at README.md 1 ''
}

not() { ! "$@"; }

typing_quickfix_jump() {
  command_line 'Pidx "지식 증류"'
  terminal_wait '[Quickfix List]'
  terminal_keys Enter
  expect_at 23.md 96 '지식 증류(knowledge'
}

# One line, and no prompt to press Enter; the editor goes on.
typing_without_daemon() {
  start_editor "$1" README.md 72
  command_line 'Pidx 가우시안'
  terminal_wait 'pidx: no daemon listens'
  if terminal_shows 'Press ENTER'; then fail "$1: the message takes more than a line"; fi
  command_line PidxLive
  terminal_wait 'type to search'
  terminal_type '가우시안'
  terminal_wait 'pidx: no daemon listens'
  terminal_keys C-c
  terminal_until not terminal_shows '-- INSERT --'
  expect_at README.md 1 ''
  passed "$1" typing_without_daemon
  terminal_end
}
