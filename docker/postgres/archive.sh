#!/usr/bin/env bash
# Going back to any moment: lays aside what PostgreSQL writes, and brings it back (docs/operation.md, To any moment).
# Usage, as PostgreSQL's own user beside its data folder: archive.sh on | base | recover 'TIME'
set -euo pipefail

ARCHIVE=${ARCHIVE:-/archive}
KEEP=${KEEP:-5}
export PGUSER=${PGUSER:-postgres} PGDATABASE=postgres

fail() { printf 'archive: %s\n' "$*" >&2 && exit 1; }
sql() { psql -X -v ON_ERROR_STOP=1 -Atq "$@"; }

# on: from the next start, each piece of 16 MB or five minutes is copied; it has its name only when it is whole and on the
# disc. After a crash PostgreSQL may bring one that is there already: if it is the same, that is well.
on() {
    local wal=$ARCHIVE/wal
    mkdir -p "$wal" "$ARCHIVE/base" 2>/dev/null && [ -w "$wal" ] ||
        fail "cannot write to $ARCHIVE; the folder must belong to user $(id -u) (docs/operation.md, To any moment)."
    sql -c "ALTER SYSTEM SET archive_mode = on" -c "ALTER SYSTEM SET archive_timeout = 300" \
        -c "ALTER SYSTEM SET archive_command = 'test ! -f $wal/%f || exec cmp -s %p $wal/%f; cp %p $wal/.%f.part && sync $wal/.%f.part && mv $wal/.%f.part $wal/%f && sync $wal'"
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
    # renamed first: a removal that is cut off leaves nothing that looks whole
    bases | head -n "-$KEEP" | while IFS= read -r oldest; do
        mv "$oldest" "$ARCHIVE/base/.$(basename "$oldest").part"
    done
    rm -rf "$ARCHIVE"/base/.*.part
    oldest=$(bases | head -n1)
    pg_archivecleanup "$ARCHIVE/wal" "$(sed -n 's/^START WAL LOCATION:.*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")"
}

bases() { find "$ARCHIVE/base" -mindepth 1 -maxdepth 1 -name '2*Z' | sort; }

# before SECONDS: the newest base backup that was complete by then.
before() {
    local folder
    while IFS= read -r folder; do
        if [ "$(stat -c %Y "$folder")" -lt "$1" ]; then echo "$folder" && return; fi
    done < <(bases | sort -r)
}

# timeline SECONDS: the one that was written on then. Each recovery has begun another, noted by a file NUMBER.history;
# what PostgreSQL takes by itself is the latest, on which a moment between two recoveries is not to be found.
timeline() {
    local number
    number=$(find "$ARCHIVE/wal" -maxdepth 1 -name '????????.history' ! -newermt "@$1" -printf '%f\n' | sort | tail -n1)
    if [ "$number" ]; then echo "$((16#${number%.history}))"; else echo current; fi
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
    # The last line of a name holds; ALTER SYSTEM may have written others before. At the end all of them go: a replica made
    # of this server would end its recovery by them, and be a second primary.
    cat >>"$PGDATA.part/postgresql.auto.conf" <<TEXT
restore_command = 'cp $ARCHIVE/wal/%f %p'
recovery_target_time = '$(date -u -d "@$moment" +'%F %T+00')'
recovery_target_timeline = '$(timeline "$moment")'
recovery_target_action = promote
recovery_end_command = 'sed -i "/^recovery_/d;/^restore_command/d" postgresql.auto.conf'
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
