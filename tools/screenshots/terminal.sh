# A terminal for programs that draw on one: runs them in tmux, types, waits for what they show,
# and draws it. Sourced by tests and by scripts that make pictures. Needs tmux; pictures need
# python3.
#
#   source tools/screenshots/terminal.sh
#   terminal_start 100 30 vim -u NONE file.md
#   terminal_keys Escape ; terminal_type ':echo "안녕"' ; terminal_keys Enter
#   terminal_wait '안녕'
#   terminal_shot "Vim" >docs/images/vim.svg
#   terminal_end
#
# shellcheck shell=bash

terminal_tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Seconds that terminal_wait and terminal_until give a program.
terminal_patience=${terminal_patience:-120}

# A server of our own, so that no configuration and no other session plays a part; a new one for
# each program, since one that ends would take the next program with it.
terminal_number=0
terminal_tmux() { tmux -u -L "pidx-terminal-$$-$terminal_number" -f /dev/null "$@"; }

# terminal_start COLUMNS ROWS COMMAND...: runs it. A second call ends the first program.
terminal_start() {
  local columns=$1 rows=$2 command
  shift 2
  terminal_end
  terminal_number=$((terminal_number + 1))
  printf -v command '%q ' env LC_ALL=C.UTF-8 TERM=tmux-256color "$@"
  terminal_tmux new-session -d -x "$columns" -y "$rows" "exec $command" \; \
    set-option -g status off \; set-option -g escape-time 0 \; \
    set-option -g remain-on-exit on \; set-option -g default-terminal tmux-256color
}

# terminal_type TEXT: types it, character by character.
terminal_type() { terminal_tmux send-keys -l -- "$1"; }

# terminal_keys KEY...: presses keys by the names tmux gives them: Enter, Escape, C-n, Down.
terminal_keys() { terminal_tmux send-keys -- "$@"; }

# terminal_screen: what it shows, as plain text.
terminal_screen() { terminal_tmux capture-pane -p; }

# terminal_until COMMAND...: waits until the command succeeds; shows the screen if it never does.
terminal_until() {
  local deadline=$((SECONDS + terminal_patience))
  until "$@"; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      printf 'waited %s s in vain for: %s\n--- the screen:\n' "$terminal_patience" "$*" >&2
      terminal_screen >&2 || true
      return 1
    fi
    sleep 0.1
  done
}

# terminal_shows TEXT: whether the screen has the text, on one line, now.
terminal_shows() { grep -qF -- "$1" <<<"$(terminal_screen)"; }

# terminal_wait TEXT: waits until the screen has the text.
terminal_wait() { terminal_until terminal_shows "$1"; }

# terminal_shot TITLE: the screen as an SVG picture, with its cursor.
terminal_shot() {
  local cursor
  cursor=$(terminal_tmux display-message -p '#{cursor_x},#{cursor_y}')
  terminal_tmux capture-pane -e -p -N | python3 "$terminal_tools/render.py" --title "$1" --cursor "$cursor"
}

# terminal_end: ends the program and its terminal, if there is one.
terminal_end() { terminal_tmux kill-server 2>/dev/null || true; }
