#!/usr/bin/env bash
# A replica: copies the primary when its own folder is empty, then follows it.
set -euo pipefail

umask 077
export PGPASSFILE=/tmp/pgpass
printf '*:*:*:replication:%s\n' "$(cat "$REPLICATION_PASSWORD_FILE")" >"$PGPASSFILE"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    echo "copying the primary"
    rm -rf "$PGDATA.part" # of a copy that was interrupted
    # So is its slot, or that of a replica that was away too long: it would keep nothing for this one. One in use stays.
    psql -X -q -h "$PRIMARY_HOST" -U replication -d replication=true -c 'DROP_REPLICATION_SLOT second' 2>/dev/null || true
    pg_basebackup -h "$PRIMARY_HOST" -U replication -D "$PGDATA.part" -R -X stream -C -S second -c fast
    # what the primary was told about its replica is not for this one
    sed -i '/^synchronous_standby_names/d' "$PGDATA.part/postgresql.auto.conf"
    rm -rf "$PGDATA"
    mv "$PGDATA.part" "$PGDATA"
fi
exec "$@"
