# The checkout's own PostgreSQL cluster: no TCP port, a socket only its owner may use.
# shellcheck shell=bash

# The newest server of at least 15 on this machine, or the one that made the cluster.
postgres_bin() {
    local version
    version=$(cat "${CLUSTER:-/nonexistent}/PG_VERSION" 2>/dev/null || true)
    if [ -z "$version" ]; then
        version=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -printf '%f\n' 2>/dev/null | sort -n | tail -n1)
        [ "${version:-0}" -ge 15 ] || return 0
    fi
    if [ -x "/usr/lib/postgresql/$version/bin/postgres" ]; then echo "/usr/lib/postgresql/$version/bin"; fi
}

# Before the package is installed there is no user postgres; others then stand for it.
postgres_may_enter() {
    local user=postgres
    id -u postgres >/dev/null 2>&1 || user=nobody
    (cd / && runuser -u "$user" -- test -x "$ROOT")
}

# PostgreSQL refuses to run as root: root's cluster belongs to the user postgres.
as_postgres() { if ((EUID == 0)); then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

cluster_root() {
    if ((EUID == 0)) && ! postgres_may_enter; then
        echo "/var/lib/postgresql/seutuyp-$CHECKOUT"
    else
        echo "$LOCAL/postgres"
    fi
}

socket_root() {
    local runtime=${XDG_RUNTIME_DIR:-}
    if ((EUID == 0)); then
        echo /run
    elif [ -O "$runtime" ] && [ -w "$runtime" ] && ((${#runtime} < 60)) && [[ $runtime != *[[:space:],]* ]]; then
        echo "$runtime"
    else
        echo /tmp
    fi
}

# cluster_name KIND: sets CLUSTER and SOCKET; "run" and "test" have one each.
cluster_name() {
    CLUSTER=$(cluster_root)/$1
    SOCKET=$(socket_root)/seutuyp-$EUID-$CHECKOUT-$1
}

make_cluster() {
    local root
    root=$(dirname "$CLUSTER")
    mkdir -p "$root"
    if ((EUID == 0)); then chown postgres "$root"; fi
    rm -rf "$CLUSTER" "$CLUSTER.part"
    as_postgres "$PG_BIN/initdb" -D "$CLUSTER.part" -U odoo -A trust -E UTF8 \
        --locale=C.UTF-8 --locale-provider=icu --icu-locale=fi-FI
    as_postgres tee -a "$CLUSTER.part/postgresql.conf" >/dev/null <<EOF
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 256MB
synchronous_commit = off
EOF
    if [ "$1" = test ]; then # can be made anew at any time
        printf '%s\n' 'fsync = off' 'full_page_writes = off' | as_postgres tee -a "$CLUSTER.part/postgresql.conf"
    fi
    mv "$CLUSTER.part" "$CLUSTER"
}

cluster_runs() { as_postgres "$PG_BIN/pg_ctl" -D "$CLUSTER" status >/dev/null 2>&1; }

start_cluster() {
    [ -d "$SOCKET" ] || mkdir -m 700 "$SOCKET"
    if ((EUID == 0)); then chown postgres "$SOCKET"; fi
    [ "$(stat -c %a "$SOCKET")" = 700 ] || { echo "$SOCKET is not private"; return 1; }
    ((EUID == 0)) || [ -O "$SOCKET" ] || { echo "$SOCKET belongs to someone else"; return 1; }
    as_postgres "$PG_BIN/pg_ctl" -D "$CLUSTER" -w -t 120 -o "-k $SOCKET" start >>"$LOG/postgres-$1.log" 2>&1
}

# open_cluster KIND: starts the cluster, or shares it with another process of this checkout.
open_cluster() {
    if [ -n "${PGHOST:-}" ]; then
        say "- Using PostgreSQL at $PGHOST"
        psql -d postgres -Atqc 'SELECT 1' >/dev/null || fail "PostgreSQL at $PGHOST does not let us in (PGHOST, PGUSER, PGPASSWORD)."
        return
    fi
    cluster_name "$1"
    PG_BIN=$(postgres_bin)
    [ -n "$PG_BIN" ] || fail "the database in $CLUSTER was made by PostgreSQL $(cat "$CLUSTER/PG_VERSION"), which is not installed any more. Install postgresql-$(cat "$CLUSTER/PG_VERSION"), or remove that folder to start afresh."
    if ! as_postgres test -f "$CLUSTER/PG_VERSION"; then step "Making the database cluster" make_cluster "$1"; fi
    exec {CLUSTER_HANDLE}>"$LOCAL/run/cluster-$1.lock"
    flock -s "$CLUSTER_HANDLE"
    if ! cluster_runs; then step "Starting PostgreSQL" start_cluster "$1"; fi
    unset PGPORT PGPASSWORD PGSERVICE PGDATABASE PGHOSTADDR PGOPTIONS
    export PGHOST=$SOCKET PGUSER=odoo
    OWN_CLUSTER=1
}

# close_cluster: stops it, unless another process of this checkout still uses it.
close_cluster() {
    [ "${OWN_CLUSTER:-}" ] || return 0
    OWN_CLUSTER=
    if flock -n -x "$CLUSTER_HANDLE" && cluster_runs; then stop_cluster; fi
    exec {CLUSTER_HANDLE}>&-
    CLUSTER_HANDLE=
}

stop_cluster() {
    as_postgres "$PG_BIN/pg_ctl" -D "$CLUSTER" -m fast -w stop >/dev/null 2>&1 || true
    rm -rf "$SOCKET"
}

sql() { psql -X -v ON_ERROR_STOP=1 -Atq "$@"; }
