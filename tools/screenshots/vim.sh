#!/usr/bin/env bash
# Draws what Vim and Neovim show of a search in the sample corpus: docs/images/vim.svg and
# docs/images/neovim.svg. Needs vim, neovim, tmux and python3, and PIDX, the path of a pidx.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../setup/common.sh"
source "$here/terminal.sh"
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
cd "$scratch"
cp -r "$root/corpus" .
"$PIDX" build corpus >&2
"$PIDX" serve 2>/dev/null &
daemon=$!

cat >vimrc <<END
set nocompatible encoding=utf-8 laststatus=2 ruler shortmess+=I background=dark termguicolors
set runtimepath^=$root/tools/vim
let g:pidx_command = '$PIDX'
filetype plugin on
syntax on
if !has('nvim') | colorscheme habamax | endif
END
mkdir -p "$root/docs/images"

terminal_start 100 27 nvim -n -i NONE -u vimrc corpus/notes/markdown-memo.md
terminal_wait markdown-memo.md
terminal_type ':PidxLive'
terminal_keys Enter
terminal_wait 'type to search'
terminal_type '지식 증ㄹ'
terminal_wait '지식 증류(knowledge'
terminal_shot ':PidxLive in Neovim' >"$root/docs/images/neovim.svg"

terminal_start 100 22 vim -n -i NONE -u vimrc corpus/notes/korean-search.md
terminal_wait korean-search.md
terminal_type ':Pidx "지식 증류"'
terminal_keys Enter
terminal_wait '[Quickfix List]'
terminal_keys Enter
terminal_wait '96,85'
terminal_shot ':Pidx in Vim' >"$root/docs/images/vim.svg"
say "drew docs/images/neovim.svg and docs/images/vim.svg"
