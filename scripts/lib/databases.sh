# Odoo databases: made once, copied, updated when the addons changed.
# shellcheck shell=bash

DATA=$LOCAL/data
LANGUAGES=en_US,fi_FI,sv_SE

# odoo ARGUMENT…: a server of ours; XDG_CACHE_HOME keeps its font cache in our folder. EXEC=exec lets it take the
# shell's place, PROGRAM is what Python starts instead of Odoo.
odoo() {
    local subcommand=()
    case $1 in shell | i18n | module | neutralize) subcommand=("$1") && shift ;; esac
    XDG_CACHE_HOME=$CACHE PYTHONPATH=$ODOO_PATH ODOO_RC='' ${EXEC:-} "$VENV/bin/python" "${PROGRAM[@]:-$ODOO}" \
        ${subcommand[@]+"${subcommand[@]}"} -c "$ROOT/odoo.conf" --data-dir "$DATA" --addons-path "$ODOO_ADDONS" "$@"
}

# manifests ours|needed: names of our addons, or of those they need, with commas.
manifests() { "$VENV/bin/python" "$ROOT/scripts/lib/manifests.py" "$1" "$ROOT/addons"; }

database_exists() { [ -n "$(sql -d postgres -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" ]; }

# The note kept on a database says what it was made from: "seutuyp CHECKOUT demo=1 lang=fi addons=… odoo=…".
database_note() {
    sql -d postgres -c "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'"
}
set_database_note() { sql -d postgres -c "COMMENT ON DATABASE \"$1\" IS '$2'"; }
note_value() { sed -n "s/.*\\b$2=\\([^ ]*\\).*/\\1/p" <<<"$1"; }

drop_database() {
    PGOPTIONS=--client-min-messages=warning sql -d postgres -c "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)"
    rm -rf "$DATA/filestore/$1"
}

rename_database() {
    rm -rf "$DATA/filestore/$2"
    if [ -d "$DATA/filestore/$1" ]; then mv "$DATA/filestore/$1" "$DATA/filestore/$2"; fi
    sql -d postgres -c "ALTER DATABASE \"$1\" RENAME TO \"$2\""
}

# copy_database FROM TO: with its files.
copy_database() {
    drop_database "$2"
    if [ -d "$DATA/filestore/$1" ]; then cp -r "$DATA/filestore/$1" "$DATA/filestore/$2"; fi
    sql -d postgres -c "CREATE DATABASE \"$2\" TEMPLATE \"$1\" STRATEGY FILE_COPY"
}

# odoo_once DATABASE ARGUMENT…: Odoo's exit code alone does not tell that everything was installed.
odoo_once() {
    local database=$1 output=$LOG/odoo-$1.log missing
    shift
    odoo -d "$database" --no-http --stop-after-init "$@" 2>&1 | tee "$output"
    ! grep -E ' (CRITICAL|ERROR) |demo data failed to install' "$output" || return 1
    missing=$(sql -d "$database" -c "SELECT name FROM unnest(string_to_array('$WANTED', ',')) name
        WHERE name NOT IN (SELECT name FROM ir_module_module WHERE state = 'installed')")
    [ -z "$missing" ] || { echo "not installed: $missing"; return 1; }
}

# make_base DATABASE: what our addons build on, with three languages, sorted as Finnish and Swedish sort.
make_base() {
    drop_database "$1.part"
    sql -d postgres -c "CREATE DATABASE \"$1.part\" TEMPLATE template0 ENCODING 'UTF8'
        LOCALE_PROVIDER icu ICU_LOCALE 'fi-FI' LOCALE 'C.UTF-8'"
    sql -d "$1.part" -c 'CREATE EXTENSION IF NOT EXISTS pg_trgm'
    WANTED=$(manifests needed) odoo_once "$1.part" -i "$(manifests needed)" --load-language "$LANGUAGES"
    drop_database "$1"
    rename_database "$1.part" "$1"
}

# add_addons DATABASE DEMO: ours into a copy of the base. Only our own demo data: the flag on what is there
# already lets ours load, and is taken back so that an update does not bring Odoo's own.
add_addons() {
    local demo=()
    if [ "$2" = 1 ]; then
        demo=(--with-demo)
        sql -d "$1" -c "UPDATE ir_module_module SET demo = true WHERE state = 'installed'"
    fi
    WANTED=$(manifests ours) odoo_once "$1" -i "$(manifests ours)" ${demo[@]+"${demo[@]}"}
    sql -d "$1" -c "UPDATE ir_module_module SET demo = false WHERE name <> ALL (string_to_array('$(manifests ours)', ','))"
}

base_name() { echo "seutuyp_base_$CHECKOUT"; }

# prepare_base: shared by every database of this cluster.
prepare_base() {
    local base note
    base=$(base_name)
    note="seutuyp $CHECKOUT needed=$(manifests needed | sha256sum | cut -c1-16) odoo=${ODOO_VERSION%% *} requirements=$(hash_of "$ROOT/requirements.txt")"
    if [ "$(database_note "$base")" != "$note" ]; then
        step "Installing Odoo's modules with Finnish, Swedish and English" make_base "$base"
        set_database_note "$base" "$note"
    fi
}

# make_database NAME DEMO NOTE [LANG]
make_database() {
    copy_database "$(base_name)" "$1.part"
    add_addons "$1.part" "$2"
    if [ "${4:-}" ]; then
        local password=
        if [ "$2" = 0 ]; then password=$LOCAL/admin-password-$1; fi
        set_accounts "$1.part" "$4" "$password"
    fi
    set_database_note "$1.part" "$3"
    rename_database "$1.part" "$1"
}

# set_accounts NAME LANG [FILE]: the accounts' language; the administrator gets a password of its own, kept in FILE.
set_accounts() {
    SEUTUYP_LANG=$2 SEUTUYP_PASSWORD_FILE=${3:-} \
        odoo shell -d "$1" --no-http --log-level=warn <"$ROOT/scripts/lib/accounts.py"
}

# update_database NAME: after the addons changed.
update_database() {
    local old new
    new=$(manifests ours)
    old=$(sql -d "$1" -c "SELECT string_agg(name, ',') FROM ir_module_module
        WHERE state = 'installed' AND name = ANY (string_to_array('$new', ','))")
    WANTED=$new odoo_once "$1" -u "${old:-base}" -i "$new"
}
