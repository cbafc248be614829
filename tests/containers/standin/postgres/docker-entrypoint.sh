#!/usr/bin/env bash
# What postgres:17's own does, as far as our compose files use it.
set -Eeo pipefail

POSTGRES_USER=${POSTGRES_USER:-postgres}
if [ "${POSTGRES_PASSWORD_FILE:-}" ]; then POSTGRES_PASSWORD=$(<"$POSTGRES_PASSWORD_FILE"); fi
unset POSTGRES_PASSWORD_FILE
export POSTGRES_USER POSTGRES_PASSWORD

if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
    [ "$POSTGRES_PASSWORD" ] || { echo "Database is uninitialized and superuser password is not specified." >&2; exit 1; }
    mkdir -p "$PGDATA"
    chmod 700 "$PGDATA"
    # shellcheck disable=SC2086
    initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") ${POSTGRES_INITDB_ARGS:-}
    printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
    pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
    for script in /docker-entrypoint-initdb.d/*; do
        case $script in
        *.sh)
            # shellcheck disable=SC1090
            if [ -x "$script" ]; then "$script"; else . "$script"; fi
            ;;
        *.sql) psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --dbname "${POSTGRES_DB:-$POSTGRES_USER}" -f "$script" ;;
        esac
    done
    pg_ctl -D "$PGDATA" -m fast -w stop
    unset PGPASSWORD
    echo 'PostgreSQL init process complete; ready for start up.'
fi
exec "$@"
