#!/usr/bin/env bash
# Measures pidx on folders and prints Markdown tables: run.sh [OPTION...] FOLDER...
#
#   -b FILE    the binary; default build/pidx
#   -q FILE    queries, id TAB query a line, for the warm latencies; default corpus/queries.tsv
#   -s TEXT    the query of the whole-process times, also what rg looks for; default 가우시안
#   -n N       runs of a build, of which the median counts; default 3
#   -r N       runs of a command as a whole process; default 30
#
# Each folder is read once before the clock starts, so that builds are measured with its files in
# memory. Indexes are made in a temporary folder and removed. Peak memory needs GNU time
# (/usr/bin/time); rg and hyperfine are used where they are installed.
set -euo pipefail
export LC_ALL=C.UTF-8
# The defaults are measured, whatever this machine's settings are.
export PIDX_CONFIG=/dev/null
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

binary=$root/build/pidx
queries=$root/corpus/queries.tsv
text=가우시안
builds=3
runs=30
usage() {
  sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}
while getopts b:q:s:n:r:h option; do
  case $option in
    b) binary=$OPTARG ;;
    q) queries=$OPTARG ;;
    s) text=$OPTARG ;;
    n) builds=$OPTARG ;;
    r) runs=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || usage
[ -x "$binary" ] || { echo "error: no binary at $binary: run tools/setup/build.sh, or name one with -b" >&2; exit 1; }
for folder in "$@"; do
  [ -d "$folder" ] || { echo "error: $folder is no folder" >&2; exit 1; }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# median: of the numbers on standard input.
median() { sort -n | awk '{ a[NR] = $1 } END { print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }

# now: microseconds since 1970.
now() { echo "${EPOCHREALTIME/[.,]/}"; }

# build FOLDER INDEX: builds afresh; prints seconds and the peak of resident memory in KiB.
build() {
  rm -rf "$2"
  local begin end memory=-
  begin=$(now)
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -q -f %M -o "$scratch/memory" "$binary" build "$1" --index "$2" >"$scratch/line" 2>/dev/null
    memory=$(tail -n 1 "$scratch/memory")
  else
    "$binary" build "$1" --index "$2" >"$scratch/line" 2>/dev/null
  fi
  end=$(now)
  awk -v us=$((end - begin)) -v memory="$memory" 'BEGIN { printf "%.3f %s\n", us / 1e6, memory }'
}

# whole COMMAND...: the median of its wall time as a process, in milliseconds.
whole() {
  if command -v hyperfine >/dev/null; then
    local command
    printf -v command '%q ' "$@"
    hyperfine -N -i --warmup 3 --runs "$runs" --output pipe --export-csv "$scratch/times" "$command" >/dev/null 2>&1
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "median") column = i }
      NR == 2 { printf "%.1f\n", $(column + NF - names) * 1000 }
      NR == 1 { names = NF }' "$scratch/times"
    return
  fi
  local begin run
  for ((run = 0; run < runs + 3; run++)); do
    begin=$(now)
    "$@" >"$scratch/output" 2>/dev/null || true
    [ "$run" -lt 3 ] || echo $(($(now) - begin))
  done | median | awk '{ printf "%.1f\n", $1 / 1000 }'
}

megabytes() { awk -v bytes="$1" 'BEGIN { printf "%.1f", bytes / 1e6 }'; }

echo "$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1), $(nproc) cores," \
  "$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo) of memory," \
  "Linux $(uname -r | cut -d . -f 1,2), $("$binary" --version), $(date +%F)"

declare -A index
number=0
echo
echo "| folder | files | text, MB | build, s | MB/s | peak memory, MB | index, MB |"
echo "|---|--:|--:|--:|--:|--:|--:|"
for folder in "$@"; do
  number=$((number + 1))
  index[$folder]=$scratch/index-$number
  find -L "$folder" -type f -exec cat {} + >/dev/null
  : >"$scratch/builds"
  for ((run = 0; run < builds; run++)); do build "$folder" "${index[$folder]}" >>"$scratch/builds"; done
  seconds=$(cut -d ' ' -f 1 "$scratch/builds" | median)
  memory=$(cut -d ' ' -f 2 "$scratch/builds" | sort -n | tail -n 1)
  # What pidx read is what it indexed: files of other types do not count.
  "$binary" status --json --index "${index[$folder]}" >"$scratch/status"
  files=$(grep -o '"files":[0-9]*' "$scratch/status" | head -n 1 | cut -d : -f 2)
  read -r size unit < <(sed -n 's/.* sections*, \([0-9.,]*\) \([kMGT]*B\) in .*/\1 \2/p' "$scratch/line")
  text_mb=$(awk -v size="${size//,/}" -v unit="$unit" 'BEGIN {
    split("B 1 kB 1e3 MB 1e6 GB 1e9 TB 1e12", pairs); for (i = 1; i < 10; i += 2) factor[pairs[i]] = pairs[i + 1]
    printf "%.2f", size * factor[unit] / 1e6 }')
  disk=$(find "${index[$folder]}" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum }')
  if [ "$memory" != - ]; then memory=$(megabytes $((memory * 1024))); fi
  echo "| $(basename "$folder") | $files | $text_mb | $seconds |" \
    "$(awk -v mb="$text_mb" -v s="$seconds" 'BEGIN { printf "%.1f", mb / s }') |" \
    "$memory | $(megabytes "$disk") |"
done

echo
echo "Warm, in process, one thread: $(grep -c . "$queries") queries of $(basename "$queries"), 10 hits each."
echo
echo "| folder | mode | p50, µs | p95, µs | p99, µs | mean, µs |"
echo "|---|---|--:|--:|--:|--:|"
for folder in "$@"; do
  for mode in any all phrase; do
    "$binary" bench "$queries" --index "${index[$folder]}" --mode "$mode" --rounds 5 |
      awk -v folder="$(basename "$folder")" -v mode="$mode" '
        $1 == "p50" { print "| " folder " | " mode " | " $2 " | " $4 " | " $6 " | " $8 " |" }'
  done
done

echo
echo "As whole processes, median of $runs runs: \`pidx query $text\`" \
  "$(command -v rg >/dev/null && echo "and \`rg -F $text FOLDER\`")"
echo
echo "| folder | pidx, ms | rg, ms |"
echo "|---|--:|--:|"
for folder in "$@"; do
  search=-
  if command -v rg >/dev/null; then search=$(whole rg -F "$text" "$folder"); fi
  echo "| $(basename "$folder") | $(whole "$binary" query --index "${index[$folder]}" "$text") | $search |"
done
