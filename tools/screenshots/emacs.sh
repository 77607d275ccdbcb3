#!/usr/bin/env bash
# Draws what Emacs shows of a search in the sample corpus: docs/images/emacs.svg and
# docs/images/emacs-live.svg. Needs emacs, tmux and python3, and PIDX, the path of a pidx.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/scratch.sh"

cat >init.el <<END
(require 'pidx)
(setq pidx-program "$PIDX" inhibit-startup-screen t make-backup-files nil)
;; Without the flash, which would be caught half-way.
(setq xref-after-jump-hook '(recenter))
(menu-bar-mode -1)
(column-number-mode)
(load-theme 'modus-vivendi t)
(global-set-key (kbd "C-c s") #'pidx-search)
(global-set-key (kbd "C-c l") #'pidx-live)
END

# Emacs parks the cursor in the corner while it draws.
cursor_in_text() { [ "$(terminal_tmux display-message -p '#{cursor_y}')" -gt 0 ]; }

# start_emacs ROWS FILE
start_emacs() {
  terminal_start 100 "$1" emacs -nw -Q -L "$root/tools/emacs" -l init.el "$2"
  terminal_wait "$(basename "$2")"
}

start_emacs 24 corpus/notes/markdown-memo.md
terminal_keys C-c l
terminal_wait 'Search live:'
terminal_type '지식 증ㄹ'
terminal_wait '증류'
terminal_shot 'pidx-live in Emacs' >"$root/docs/images/emacs-live.svg"

start_emacs 30 corpus/notes/markdown-memo.md
terminal_keys C-c s
terminal_wait 'Search:'
terminal_type '"지식 증류"'
terminal_keys Enter
terminal_wait 'sections, '
terminal_keys M-g n
terminal_wait 'Next locus'
terminal_until cursor_in_text
terminal_shot 'pidx-search in Emacs' >"$root/docs/images/emacs.svg"
say "drew docs/images/emacs.svg and docs/images/emacs-live.svg"
