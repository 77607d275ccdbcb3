#!/usr/bin/env bash
# Checks that the documentation speaks of what is there:
#
#   1. every relative link leads to a file;
#   2. every path in backticks that begins with Sources/, Tests/, tools/, docs/, corpus/ or .ci/
#      exists;
#   3. docs/ARCHITECTURE.md has a heading for every folder of Sources, a row for every folder in
#      those, and none for folders that are gone;
#   4. every flag of a `pidx` command in a code block is a flag of that subcommand, if a binary
#      has been built;
#   5. docs/CONFIG.md has a row for every setting, with its default, if a binary has been built.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

shopt -s nullglob
pages=(README.md README.ko.md corpus/README.md index/README.md docs/*.md tools/*/README.md)
bad=0
complain() {
  printf '%s\n' "$*" >&2
  bad=$((bad + 1))
}

# prose FILE: its lines outside code blocks, with their numbers, as NUMBER:LINE.
prose() { awk '/^[ ]*```/ { code = !code; next } !code { print NR ":" $0 }' "$1"; }
# code FILE: its lines inside code blocks, likewise.
code() { awk '/^[ ]*```/ { code = !code; next } code { print NR ":" $0 }' "$1"; }

check_links() {
  local page=$1 number target
  while IFS=: read -r number target; do
    case $target in
      '' | '#'* | *://* | mailto:*) continue ;;
    esac
    target=${target%%#*}
    [ -e "$(dirname "$page")/$target" ] || complain "$page:$number: no file $target"
  done < <(prose "$page" | awk -F: '{
    number = $1
    line = substr($0, length(number) + 2)
    gsub(/`[^`]*`/, "", line)
    while (match(line, /\]\([^)]*\)/)) {
      print number ":" substr(line, RSTART + 2, RLENGTH - 3)
      line = substr(line, RSTART + RLENGTH)
    }
  }')
}

check_paths() {
  local page=$1 number path
  while IFS=: read -r number path; do
    [ -e "$path" ] || complain "$page:$number: no file $path"
  done < <(prose "$page" | awk -F: '{
    number = $1
    line = substr($0, length(number) + 2)
    while (match(line, /`[^`]*`/)) {
      path = substr(line, RSTART + 1, RLENGTH - 2)
      line = substr(line, RSTART + RLENGTH)
      if (path ~ /^\.?\/?(Sources|Tests|tools|docs|corpus|\.ci)\/[A-Za-z0-9_.+\/-]*$/) print number ":" path
    }
  }')
}

check_flags() {
  local page=$1 binary=$2 number line command flag
  while IFS=: read -r number line; do
    line=${line#\$ }
    line=${line#build/}
    line=${line%% -- *}
    case $line in "pidx "*) ;; *) continue ;; esac
    command=$(awk '{ print $2 }' <<<"$line")
    case $command in --*) continue ;; esac
    if ! "$binary" help "$command" >/dev/null 2>&1; then
      complain "$page:$number: pidx has no command '$command'"
      continue
    fi
    for flag in $(grep -oE -- ' --[a-z][a-z-]*' <<<"$line" || true); do
      "$binary" help "$command" | grep -qE -- "(^|[^a-z-])$flag([^a-z-]|\$)" ||
        complain "$page:$number: pidx $command has no flag $flag"
    done
  done < <(code "$page")
}

# Headings of the architecture page are `Sources/Module`; its tables have a row `Folder/` for
# every folder of the module.
check_architecture() {
  local page=docs/ARCHITECTURE.md folder module rows
  for folder in Sources/*/; do
    folder=${folder%/}
    grep -qE "^##+ \`$folder\`\$" "$page" || complain "$page: no heading for $folder"
  done
  # shellcheck disable=SC2016  # the backticks are Markdown
  while read -r folder; do
    [ -d "$folder" ] || complain "$page: a heading for $folder, which is no folder"
  done < <(sed -nE 's/^##+ `(Sources\/[^`]*)`$/\1/p' "$page")
  for module in Sources/*/; do
    module=${module%/}
    rows=$(awk -v heading="\`$module\`" '
      /^##+ / { inside = ($2 == heading) }
      inside && /^\| `[A-Za-z0-9]+\/` \|/ { gsub(/[`\/]/, "", $2); print $2 }' "$page")
    for folder in "$module"/*/; do
      folder=$(basename "$folder")
      [ "$folder" = include ] && continue
      grep -qx "$folder" <<<"$rows" || complain "$page: no row for $module/$folder"
    done
    for folder in $rows; do
      [ -d "$module/$folder" ] || complain "$page: a row for $module/$folder, which is no folder"
    done
  done
}

# `pidx config` prints: key, value, place.
check_settings() {
  local page=docs/CONFIG.md key value
  # shellcheck disable=SC2016  # the backticks are Markdown
  while read -r key value _; do
    grep -qF -- "| \`$key\` | $value |" "$page" || complain "$page: no row for $key with the default $value"
  done < <("$1" config --config /dev/null)
}

binary=
for candidate in build/pidx .build/debug/pidx .build-static/release/pidx; do
  if [ -x "$candidate" ]; then
    binary=$candidate
    break
  fi
done
if [ -z "$binary" ]; then say "no binary has been built: flags are not checked"; fi

for page in "${pages[@]}"; do
  check_links "$page"
  check_paths "$page"
  if [ -n "$binary" ]; then check_flags "$page" "$binary"; fi
done
check_architecture
if [ -n "$binary" ]; then check_settings "$binary"; fi

if [ "$bad" -gt 0 ]; then fail "the documentation is wrong in $bad places"; fi
say "the documentation of ${#pages[@]} pages is sound"
