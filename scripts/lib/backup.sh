# Shared by scripts/backup and scripts/restore: what a backup is made of, and how it is put back and tried.
# shellcheck shell=bash

# A backup is a folder NAME-YYYYMMDDTHHMMSSZ: database.dump (pg_dump's custom format), files.tar (the filestore) and
# manifest.json, which is written last. While it is being made its name begins with a dot.
FORMAT=1
SCRATCH=

# A database that scripts/run makes has a plainer name; other installations' may have these.
check_name() {
    [[ $2 =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,49}$ ]] ||
        fail "$1 $2: use up to 50 of letters, digits, _, . and -, not beginning with . or -."
}

# prepare_backup_machine [odoo]: what is here already is enough beside a foreign PostgreSQL; Odoo only where it is asked for.
prepare_backup_machine() {
    local tool
    prepare_folders
    : >"$LOG/$COMMAND.log"
    if [ "${ODOO_COMMAND:-}" ]; then
        PYTHON3=$(python_command)
    elif [ "${1:-}" ] || [ -z "${PGHOST:-}" ]; then
        locked setup prepare_machine
        PYTHON3=$VENV/bin/python
    else
        PYTHON3=$(python_command)
    fi
    for tool in psql pg_dump pg_restore tar sha256sum sha1sum "$PYTHON3"; do
        command -v "$tool" >/dev/null || fail "$tool is missing. On Debian: apt-get install postgresql-client python3"
    done
    open_cluster run
}

need_age() { command -v age >/dev/null || fail "age is missing, which encrypts backups. On Debian: apt-get install age"; }

record() { "$PYTHON3" "$ROOT/scripts/lib/backup_record.py" "$@"; }

# row_counts DATABASE [SNAPSHOT]: every table of the database with its number of rows, "TABLE<tab>ROWS".
row_counts_query() {
    cat <<'SQL'
SELECT relname || E'\t' || (xpath('/row/n/text()', query_to_xml(
           format('SELECT count(*) AS n FROM %I.%I', nspname, relname), false, true, '')))[1]::text
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
 WHERE relkind = 'r' AND nspname = 'public' ORDER BY relname COLLATE "C";
SQL
}

# files_query: what the filestore must hold, as sha1sum reads it. Others lie in storages of fs_attachment, STORAGE://PATH.
files_query() {
    echo "SELECT DISTINCT checksum || '  ' || store_fname FROM ir_attachment WHERE store_fname <> '' AND store_fname NOT LIKE '%://%';"
}
elsewhere_query() { echo "SELECT count(DISTINCT store_fname) FROM ir_attachment WHERE store_fname LIKE '%://%';"; }

# open_part FOLDER PART: prints it decrypted.
open_part() {
    if [ -f "$1/$2.age" ]; then
        age --decrypt ${IDENTITY:+--identity "$IDENTITY"} "$1/$2.age"
    else
        cat "$1/$2"
    fi
}

# check_parts FOLDER: that it is whole and undamaged.
check_parts() {
    [ -d "$1" ] || fail "there is no backup $1."
    [[ $(basename "$1") != .* ]] || fail "$1 is the beginning of a backup that was never completed."
    [ -f "$1/manifest.json" ] || fail "$1 holds no manifest.json: it is not a whole backup."
    record check "$1" "$FORMAT" || fail "$1 cannot be used, see above. Take another backup."
    if [ -f "$1/database.dump.age" ]; then
        need_age
        [ "${IDENTITY:-}" ] || fail "this backup is encrypted: name the file with the key, --identity FILE."
        [ -r "$IDENTITY" ] || fail "the key file $IDENTITY cannot be read."
        # its beginning is enough; age then ends by a broken pipe, which is no failure
        [ "$(age --decrypt --identity "$IDENTITY" "$1/database.dump.age" 2>/dev/null | head -c 5)" = PGDMP ] ||
            fail "the key in $IDENTITY does not open this backup: it was encrypted for another."
    fi
}

# ---- Putting back

create_like() { # NAME FOLDER: an empty database sorted as the one that was backed up
    local options
    options=$(record locale "$2")
    sql -d postgres -c "CREATE DATABASE \"$1\" ${DATABASE_OWNER:+OWNER \"$DATABASE_OWNER\"} TEMPLATE template0 $options"
}

restore_database() {
    create_like "$1" "$2"
    # Who owned what there may not exist here; statistics are gathered anew. PostgreSQL 17's pg_restore leaves the end of its
    # input unread, which must not count as a failure of what writes it.
    open_part "$2" database.dump | {
        pg_restore --dbname "$1" --no-owner --no-acl --exit-on-error ${DATABASE_OWNER:+--role "$DATABASE_OWNER"} &&
            cat >/dev/null
    }
    sql -d "$1" -c ANALYZE
}

restore_files() {
    rm -rf "${FILESTORE:?}/$1"
    mkdir -p "$FILESTORE/$1"
    open_part "$2" files.tar | tar -x --no-same-owner -C "$FILESTORE/$1"
    if [ -n "${OWNER:-}" ]; then chown -R "$OWNER" "$FILESTORE/$1"; fi
}

# compare_restored NAME FOLDER: rows as they were counted in the backup's snapshot, and every attachment's checksum.
compare_restored() {
    row_counts_query | sql -d "$1" | record rows "$2"
    files_query | sql -d "$1" >"$LOG/$COMMAND-files.txt"
    # sha1sum takes an empty list for a mistake
    [ ! -s "$LOG/$COMMAND-files.txt" ] || (cd "$FILESTORE/$1" && sha1sum --check --quiet "$LOG/$COMMAND-files.txt")
}

# start_registry NAME: Odoo loads every model and view of it once, as a server would.
start_registry() {
    local output=$LOG/$COMMAND-registry.log
    backup_odoo shell -d "$1" --no-http --log-level=warn >"$output" 2>&1 <<'PYTHON' || { cat "$output"; return 1; }
print("registry of", env["res.users"].search_count([]), "users,", len(env.registry), "models")
PYTHON
    cat "$output"
    grep -q '^registry of' "$output" && ! grep -E ' (ERROR|CRITICAL) |^Traceback' "$output"
}

# backup_odoo SUBCOMMAND ARGUMENT…: Odoo of this checkout, or what ODOO_COMMAND names, in a container say.
backup_odoo() {
    local command
    if [ "${ODOO_COMMAND:-}" ]; then
        read -ra command <<<"$ODOO_COMMAND"
        "${command[0]}" "$1" "${command[@]:1}" --data-dir "$DATA" "${@:2}"
    else
        odoo "$@"
    fi
}

# await_restores: one at a time puts back into a data folder; what one that was killed has left there is then nobody's.
await_restores() {
    mkdir -p "$FILESTORE" || fail "cannot write to $DATA; name Odoo's data folder, --data-dir."
    exec {RESTORES}<"$FILESTORE"
    flock -n "$RESTORES" && return
    say "- waiting: another restore into $FILESTORE is under way"
    flock "$RESTORES"
}

# restore_into NAME FOLDER: all of it, compared; a name that is given up again if anything fails.
restore_into() {
    SCRATCH=$1
    drop_restored "$1"
    step "Restoring the database" restore_database "$1" "$2"
    step "Restoring the files" restore_files "$1" "$2"
    step "Comparing rows and the checksum of every file" compare_restored "$1" "$2"
}

drop_restored() {
    PGOPTIONS=--client-min-messages=warning sql -d postgres -c "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)"
    rm -rf "${FILESTORE:?}/$1"
}

# try_restore FOLDER: into a database of its own, which goes again. Its name is that of the data folder: the next one
# removes what a killed one has left.
try_restore() {
    local scratch
    scratch=seutuyp_try_$(printf %s "$FILESTORE" | sha256sum | cut -c1-10)
    restore_into "$scratch" "$1"
    step "Starting Odoo on it once" start_registry "$scratch"
    drop_restored "$scratch"
    SCRATCH=
}
