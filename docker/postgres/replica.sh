#!/usr/bin/env bash
# A replica: copies the primary when its own folder is empty, then follows it.
set -euo pipefail

umask 077
export PGPASSFILE=/tmp/pgpass
printf '*:*:*:replication:%s\n' "$(cat "$REPLICATION_PASSWORD_FILE")" >"$PGPASSFILE"

# copy ARGUMENT…: in a folder beside, so that an interrupted copy is begun anew.
copy() {
    rm -rf "$PGDATA.part"
    pg_basebackup -h "$PRIMARY_HOST" -U replication -D "$PGDATA.part" -R -X stream -S second -c fast "$@"
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    echo "copying the primary"
    # the slot is there already if an earlier copy was lost
    copy -C || copy
    # what the primary was told about its replica is not for this one
    sed -i '/^synchronous_standby_names/d' "$PGDATA.part/postgresql.auto.conf"
    rm -rf "$PGDATA"
    mv "$PGDATA.part" "$PGDATA"
fi
exec "$@"
