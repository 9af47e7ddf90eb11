#!/usr/bin/env bash
# A night's run of a suite, on any machine with Node 20: sets Bondi up, runs the suite, keeps the reports and the history.
#
#   scripts/nightly.sh SUITE [FOLDER] [OPTIONS OF bondi test...]
#
# FOLDER (by default `nightly`) gets a folder a night, a copy of the newest one as `latest`, and `history.jsonl`.
# BONDI_KEEP: how many nights are kept, 30 unless set. BONDI_SETUP=no: install nothing.
# The exit code is that of `bondi test` (docs/exit-codes.md).
set -euo pipefail

if [ $# -lt 1 ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
suite=$1
folder=${2:-nightly}
shift "$(($# < 2 ? $# : 2))"

root=$(cd "$(dirname "$0")/.." && pwd)
bondi=$root/dist/harness/cli/main.js

if ! command -v node >/dev/null; then
  echo 'error: there is no node; Bondi needs Node 20.19 or newer (https://nodejs.org/en/download)' >&2
  exit 4
fi

# What cases that are built from C need.
set_up_compiler() {
  command -v clang-19 >/dev/null && [ -e /usr/src/newlib ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo 'note: cases that are built from C need the Debian packages clang-19, newlib-source and xz-utils' >&2
    return
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends clang-19 newlib-source xz-utils >/dev/null
}

if [ "${BONDI_SETUP:-yes}" != no ]; then
  if [ ! -e "$bondi" ]; then (cd "$root" && npm ci); fi
  set_up_compiler
fi

night=$folder/$(date -u +%Y-%m-%dT%H%M%SZ)
mkdir -p "$night"

status=0
node "$bondi" test "$suite" --junit "$night/junit.xml" --html "$night/index.html" --results "$night/results.json" \
  --history "$folder/history.jsonl" "$@" || status=$?

rm -rf "$folder/latest"
cp -R "$night" "$folder/latest"

# Names of nights sort by time.
find "$folder" -mindepth 1 -maxdepth 1 -type d -name '????-??-??T??????Z' | sort -r | tail -n "+$((${BONDI_KEEP:-30} + 1))" |
  while IFS= read -r old; do rm -rf "$old"; done

exit "$status"
