#!/usr/bin/env bash
# Draws what Vim and Neovim show of a search in the sample corpus: docs/images/vim.svg and
# docs/images/neovim.svg. Needs vim, neovim, tmux and python3, and PIDX, the path of a pidx.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/scratch.sh"

cat >vimrc <<END
set nocompatible encoding=utf-8 laststatus=2 ruler shortmess+=I background=dark termguicolors
set runtimepath^=$root/tools/vim
let g:pidx_command = '$PIDX'
filetype plugin on
syntax on
if !has('nvim') | colorscheme habamax | endif
END

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
