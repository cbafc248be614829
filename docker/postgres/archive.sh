#!/usr/bin/env bash
# Going back to any moment: lays aside what PostgreSQL writes, and brings it back (docs/operation.md, To any moment).
# Usage, as PostgreSQL's own user beside its data folder: archive.sh on | base | recover 'TIME'
set -euo pipefail

ARCHIVE=${ARCHIVE:-/archive}
KEEP=${KEEP:-5}
export PGUSER=${PGUSER:-postgres} PGDATABASE=postgres

fail() { printf 'archive: %s\n' "$*" >&2 && exit 1; }
sql() { psql -X -v ON_ERROR_STOP=1 -Atq "$@"; }

# on: from the next start, each piece of 16 MB or five minutes is copied, under its name only when it is whole.
on() {
    mkdir -p "$ARCHIVE/wal" "$ARCHIVE/base" 2>/dev/null && [ -w "$ARCHIVE/wal" ] ||
        fail "cannot write to $ARCHIVE; the folder must belong to user $(id -u) (docs/operation.md, To any moment)."
    sql -c "ALTER SYSTEM SET archive_mode = on" -c "ALTER SYSTEM SET archive_timeout = 300" \
        -c "ALTER SYSTEM SET archive_command = 'test ! -f $ARCHIVE/wal/%f && cp %p $ARCHIVE/wal/.%f.part && mv $ARCHIVE/wal/.%f.part $ARCHIVE/wal/%f'"
    echo "restart the database now; then make the first base backup"
}

# base: a copy to begin from; the newest few stay, and what was written since the oldest of them.
base() {
    local folder part oldest
    [ "$(sql -c 'SHOW archive_mode')" = on ] || fail "nothing is laid aside yet: archive.sh on, then restart the database."
    folder=$ARCHIVE/base/$(date -u +%Y%m%dT%H%M%SZ)
    rm -rf "$ARCHIVE"/base/.*.part
    part=$ARCHIVE/base/.$(basename "$folder").part
    pg_basebackup -D "$part" -c fast -X none --no-password 2>&1
    touch "$part" # when it was complete: nothing earlier can be gone back to from it
    mv "$part" "$folder"
    echo "made $folder"
    find "$ARCHIVE/base" -mindepth 1 -maxdepth 1 -name '2*Z' | sort | head -n "-$KEEP" | xargs -r rm -r --
    oldest=$(find "$ARCHIVE/base" -mindepth 1 -maxdepth 1 -name '2*Z' | sort | head -n1)
    pg_archivecleanup "$ARCHIVE/wal" "$(sed -n 's/^START WAL LOCATION:.*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")"
}

# before SECONDS: the newest base backup that was complete by then.
before() {
    local folder
    while IFS= read -r folder; do
        if [ "$(stat -c %Y "$folder")" -lt "$1" ]; then echo "$folder" && return; fi
    done < <(find "$ARCHIVE/base" -mindepth 1 -maxdepth 1 -name '2*Z' | sort -r)
}

# recover TIME: the data folder as it was then. The one that was there is set aside, not deleted.
recover() {
    local moment folder
    moment=$(date -d "$1" +%s 2>/dev/null) || fail "'$1' is no time: write it like '2027-01-15 10:42:00+02'."
    [ ! -e "$PGDATA/postmaster.pid" ] || fail "the database runs, or was not ended properly: stop it first."
    folder=$(before "$moment")
    [ "$folder" ] || fail "no base backup in $ARCHIVE/base is older than $1."
    rm -rf "$PGDATA.part"
    cp -a "$folder" "$PGDATA.part"
    chmod 700 "$PGDATA.part"
    touch "$PGDATA.part/recovery.signal"
    # the last line of a name holds; ALTER SYSTEM may have written others before
    cat >>"$PGDATA.part/postgresql.auto.conf" <<TEXT
restore_command = 'cp $ARCHIVE/wal/%f %p'
recovery_target_time = '$(date -u -d "@$moment" +'%F %T+00')'
recovery_target_action = promote
TEXT
    if [ -e "$PGDATA" ]; then mv "$PGDATA" "$PGDATA.$(date -u +%Y%m%dT%H%M%SZ)"; fi
    mv "$PGDATA.part" "$PGDATA"
    echo "taken from $folder; start the database now"
}

case ${1:-} in
on | base) "$1" ;;
recover) recover "${2:?write the time, like '2027-01-15 10:42:00+02'}" ;;
*) fail "use on, base or recover 'TIME'" ;;
esac
