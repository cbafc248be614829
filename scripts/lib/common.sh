# Shared by the scripts: where things are and how progress is shown.
# shellcheck shell=bash disable=SC2034

set -euo pipefail

ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Where a checkout that is only read, in a container say, keeps what is made.
LOCAL=${SEUTUYP_LOCAL:-$ROOT/.local}
LOG=$LOCAL/log
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/seutuyp
# One short name per checkout, so that several live side by side.
CHECKOUT=$(printf %s "$ROOT" | sha256sum | cut -c1-10)
COMMAND=$(basename "$0")
CHILD=
LOCK_HANDLE=
CLUSTER_HANDLE=

say() { printf '%s\n' "$*"; }

fail() {
    printf '\n%s: %s\n' "${COMMAND_PATH:-scripts/$COMMAND}" "$*" >&2
    exit 1
}

# alone COMMAND…: without our lock files, which a server that goes on would hold for ever.
alone() {
    if [ "$LOCK_HANDLE" ]; then exec {LOCK_HANDLE}>&-; fi
    if [ "$CLUSTER_HANDLE" ]; then exec {CLUSTER_HANDLE}>&-; fi
    "$@"
}

# last_line FILE: short, without the date and process that Odoo puts first.
last_line() { tail -n1 "$1" | tr -cd '[:print:]' | sed -E 's/^[0-9]{4}-[0-9: ,-]+[0-9]+ [A-Z]+ [^ ]+ //; s/^== .*//' | cut -c1-90; }

# step TEXT COMMAND…  runs the command with its output in the log and shows that it is alive.
step() {
    local text=$1 log=$LOG/$COMMAND.log start=$SECONDS told=$SECONDS status=0
    shift
    say "- $text"
    printf '\n== %s  %s\n' "$(date '+%F %T')" "$text" >>"$log"
    set -m # the command gets its own process group, so that an interrupt ends all of it
    alone "$@" >>"$log" 2>&1 </dev/null &
    CHILD=$!
    set +m
    while kill -0 "$CHILD" 2>/dev/null; do
        sleep 0.2
        if ((SECONDS - told >= 10)); then
            told=$SECONDS
            say "    $((SECONDS - start)) s  $(last_line "$log")"
        fi
    done
    wait "$CHILD" || status=$?
    CHILD=
    if ((status)); then
        tail -n 25 "$log" | sed 's/^/    | /' >&2
        fail "'$text' did not succeed. The whole log: $log"
    fi
    if ((SECONDS - start >= 5)); then say "    done in $((SECONDS - start)) s"; fi
}

# end_child [SIGNAL]: the running command and all it started; what does not listen within 30 s is killed. A command
# started with UNBROKEN is waited for.
end_child() {
    [ -n "$CHILD" ] || return 0
    if [ "${UNBROKEN:-}" ]; then
        say "- ending, as soon as what must not be cut off is done"
        wait "$CHILD" || true
    fi
    kill "-${1:-TERM}" -- "-$CHILD" 2>/dev/null || true
    for _ in {1..150}; do
        kill -0 -- "-$CHILD" 2>/dev/null || break
        sleep 0.2
    done
    kill -KILL -- "-$CHILD" 2>/dev/null || true
    CHILD=
}

as_root() { if ((EUID == 0)); then "$@"; else sudo "$@"; fi; }

hash_of() { cat "$@" | sha256sum | cut -c1-16; }

# What an installed database is made from: everything in addons/ but tests and readme fragments.
addons_hash() {
    (cd "$ROOT/addons" && find . -type f ! -path '*/__pycache__/*' ! -path '*/tests/*' ! -path '*/readme/*' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

# prepare_folders: .local with its logs, or a plain word why not.
prepare_folders() {
    mkdir -p "$LOCAL/run" "$LOG" 2>/dev/null && [ -w "$LOG" ] || fail "cannot write to $LOCAL; the checkout must belong to you, or SEUTUYP_LOCAL name a folder of yours."
    mkdir -p "$CACHE" 2>/dev/null || fail "cannot write to $CACHE; set XDG_CACHE_HOME to a folder of yours."
}

# locked NAME COMMAND…: one at a time per checkout; a second one waits and says so.
locked() {
    local lock=$LOCAL/run/$1.lock handle
    shift
    exec {handle}>"$lock"
    if ! flock -n "$handle"; then
        say "- waiting: another run in this checkout is preparing the same thing"
        flock "$handle"
    fi
    LOCK_HANDLE=$handle
    "$@"
    LOCK_HANDLE=
    exec {handle}>&-
}
