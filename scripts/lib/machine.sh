# The machine's part: Debian packages, Odoo itself, the Python environment.
# shellcheck shell=bash

ARCHIVE_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
# What Odoo's package links to, unpacked beside it. Font Awesome must be Debian 12's 4.7: later ones lack the icons.
ODOO_PACKAGES=(odoo-19 fonts-dejavu-core fonts-glyphicons-halflings fonts-inconsolata fonts-montserrat fonts-ocr-b
    fonts-roboto-unhinted libjs-jquery libjs-jquery-form libjs-underscore fonts-font-awesome/bookworm)
VENV=$LOCAL/venv

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

python_command() {
    if [ -n "${PYTHON:-}" ]; then
        echo "$PYTHON"
    elif [ -x /usr/bin/python3 ]; then
        echo /usr/bin/python3
    else
        echo python3
    fi
}

# wanted_packages: the Debian packages this machine lacks, one per line.
wanted_packages() {
    local package
    "$(python_command)" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
    if [ -n "${PGHOST:-}" ]; then
        command -v psql >/dev/null || echo postgresql-client
    else
        [ -n "$(postgres_bin)" ] || echo postgresql
    fi
    for package in ca-certificates libmagic1 libcairo2 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core; do
        installed "$package" || echo "$package"
    done
    if [ "${WITH_TEST_TOOLS:-}" ]; then
        [ -x /usr/bin/chromium ] || echo chromium
        [ "$(node --version 2>/dev/null | tr -dc '0-9.' | cut -d. -f1)" -ge 18 ] 2>/dev/null || echo nodejs
        command -v npm >/dev/null || echo npm
        command -v pdftotext >/dev/null || echo poppler-utils
        command -v git >/dev/null || echo git
        command -v age >/dev/null || echo age
    fi
}

announce() {
    local packages=$1
    say "Outside this checkout only these change:"
    say "  downloads are kept in $CACHE"
    if [ -n "$packages" ]; then
        say "  Debian packages to install: $(echo "$packages" | tr '\n' ' ')"
    else
        say "  Debian packages: none, all are here"
    fi
    # shellcheck disable=SC2153
    if ((EUID == 0)) && [ -z "${PGHOST:-}" ] && ! postgres_may_enter; then
        say "  the database lives in $(cluster_root), because the user postgres may not enter $ROOT"
    fi
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=600 "$@"; }

# An installation that was cut off, by a power failure say, is completed first.
fetch_packages() {
    as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a
    apt_get update || true
    apt_get install --no-install-recommends --download-only "$@"
}

install_packages() { apt_get install --no-install-recommends "$@"; }

prepare_packages() {
    local packages
    if ! command -v dpkg-query >/dev/null; then
        [ -n "${ODOO_HOME:-}" ] || fail "this needs Debian 12 or 13. Elsewhere set ODOO_HOME to an Odoo 19 checkout."
    fi
    # what an interrupted run was about to install may look installed without being so
    packages=$({ wanted_packages; cat "$LOCAL/run/packages" 2>/dev/null || true; } | sort -u)
    announce "$packages"
    [ -n "$packages" ] || return 0
    command -v apt-get >/dev/null || fail "please install what corresponds to: $(echo "$packages" | tr '\n' ' ')"
    if ((EUID != 0)); then
        local hint
        hint="apt-get install --no-install-recommends $(echo "$packages" | tr '\n' ' ')"
        command -v sudo >/dev/null || fail "sudo is missing. As root, run once: $hint"
        sudo true || fail "sudo was refused. As root, run once: $hint"
    fi
    echo "$packages" >"$LOCAL/run/packages"
    # shellcheck disable=SC2086
    step "Downloading Debian packages" fetch_packages $packages
    UNBROKEN=1
    # shellcheck disable=SC2086
    step "Installing Debian packages" install_packages $packages
    UNBROKEN=
    rm "$LOCAL/run/packages"
}

# ---- Odoo

debian_mirror() {
    # shellcheck disable=SC2016
    apt-get indextargets --no-release-info --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        sed 's|/*$||' | grep '/debian$' | head -n1
}

# download_odoo FOLDER: through an apt state of its own; the machine's sources stay as they are.
download_odoo() {
    local folder=$1 apt=$CACHE/apt mirror
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { echo "No Debian mirror found in the machine's apt sources; set ODOO_HOME instead."; return 1; }
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$folder"
    printf "deb [signed-by=$ARCHIVE_KEYRING] $mirror %s main\n" sid bookworm >"$apt/sources.list"
    cat >"$apt/apt.conf" <<EOF
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt/cache";
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
APT::Architectures { "$(dpkg --print-architecture)"; };
APT::Sandbox::User "root";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "3";
EOF
    export APT_CONFIG=$apt/apt.conf
    apt-get update -q
    (cd "$folder" && apt-get download -q "${ODOO_PACKAGES[@]}")
    unset APT_CONFIG
    (cd "$folder" && sha256sum ./*.deb >SHA256SUMS)
    rm -rf "$apt"
}

download_odoo_once() {
    exec 7>"$CACHE/odoo.lock"
    flock 7
    [ -f "$CACHE/odoo/SHA256SUMS" ] && return
    download_odoo "$CACHE/odoo.part"
    rm -rf "$CACHE/odoo"
    mv "$CACHE/odoo.part" "$CACHE/odoo"
}

unpack_odoo() {
    local deb
    rm -rf "$LOCAL/odoo" "$LOCAL/odoo.part"
    (cd "$CACHE/odoo" && sha256sum --check --quiet SHA256SUMS)
    for deb in "$CACHE"/odoo/*.deb; do dpkg-deb -x "$deb" "$LOCAL/odoo.part"; done
    (cd "$CACHE/odoo" && dpkg-deb -f odoo-19_*.deb Version && sha256sum odoo-19_*.deb | cut -d' ' -f1) |
        paste -sd' ' >"$LOCAL/odoo.part/VERSION"
    mv "$LOCAL/odoo.part" "$LOCAL/odoo"
}

# prepare_odoo sets ODOO (the command), ODOO_PATH (PYTHONPATH), ODOO_ADDONS and ODOO_VERSION.
prepare_odoo() {
    local home=${ODOO_HOME:-$LOCAL/odoo}
    if [ -z "${ODOO_HOME:-}" ] && [ ! -f "$LOCAL/odoo/VERSION" ]; then
        if [ ! -f "$CACHE/odoo/SHA256SUMS" ]; then
            step "Downloading Odoo 19 from Debian (130 MB, once)" download_odoo_once
        fi
        if ! (cd "$CACHE/odoo" && sha256sum --check --status SHA256SUMS); then
            rm -rf "$CACHE/odoo"
            fail "the downloaded Odoo in $CACHE was damaged and has been removed; please run this again."
        fi
        step "Unpacking Odoo" unpack_odoo
    fi
    ODOO_ADDONS=$ROOT/addons
    if [ -x "$home/odoo-bin" ] || [ -f "$home/odoo-bin" ]; then
        ODOO=$home/odoo-bin ODOO_PATH=$home
        ODOO_ADDONS=$home/addons,$ROOT/addons
        ODOO_VERSION="$(git -C "$home" rev-parse --short HEAD 2>/dev/null || echo unknown) in $home"
    elif [ -f "$home/usr/bin/odoo" ]; then
        ODOO=$home/usr/bin/odoo ODOO_PATH=$home/usr/lib/python3/dist-packages
        ODOO_VERSION=$(cat "$home/VERSION" 2>/dev/null || echo "unknown in $home")
    else
        fail "ODOO_HOME=$home holds neither odoo-bin nor usr/bin/odoo."
    fi
    say "  Odoo $ODOO_VERSION"
}

# ---- Python

pip_quiet() { env PIP_CACHE_DIR="$CACHE/pip" PIP_DISABLE_PIP_VERSION_CHECK=1 "$@"; }

fetch_wheels() {
    local python=$1 wheels=$2 requirements=$3
    exec 7>"$wheels.lock"
    flock 7
    [ -d "$wheels" ] && return
    pip_quiet "$python" -m pip wheel --no-deps --only-binary :all: --progress-bar off -r "$requirements" -w "$wheels.part"
    mv "$wheels.part" "$wheels"
}

install_wheels() {
    local python=$1 wheels=$2 requirements=$3
    pip_quiet PIP_CONFIG_FILE=/dev/null "$python" -m pip install --no-index --no-deps --no-cache-dir \
        --find-links "$wheels" -r "$requirements"
}

# with_requirements PYTHON FILE TEXT: wheels from the cache, downloaded when they are not there yet.
with_requirements() {
    local python=$1 requirements=$2 text=$3 wheels
    wheels=$CACHE/wheels/$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-$(hash_of "$requirements")
    mkdir -p "$CACHE/wheels"
    if [ ! -d "$wheels" ]; then
        step "Downloading $text (once)" fetch_wheels "$python" "$wheels" "$requirements"
    fi
    step "Installing $text" install_wheels "$python" "$wheels" "$requirements"
}

# prepare_python: the virtual environment; scripts/test adds its tools to the same one.
prepare_python() {
    local base key
    base=$(python_command)
    key="$("$base" --version) $ROOT $(hash_of "$ROOT/requirements.txt")"
    if [ "$(cat "$VENV/.run" 2>/dev/null)" != "$key" ]; then
        "$base" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' ||
            fail "Odoo 19 needs Python 3.10 to 3.13; $base is $("$base" --version). Set PYTHON to a fitting one."
        rm -rf "$VENV.part"
        step "Making the Python environment" "$base" -m venv "$VENV.part"
        with_requirements "$VENV.part/bin/python" "$ROOT/requirements.txt" "Python packages"
        printf '%s' "$key" >"$VENV.part/.run"
        rm -rf "$VENV"
        mv "$VENV.part" "$VENV"
    fi
    [ "${WITH_TEST_TOOLS:-}" ] || return 0
    key=$(hash_of "$ROOT/requirements-test.txt")
    if [ "$(cat "$VENV/.test" 2>/dev/null)" != "$key" ]; then
        with_requirements "$VENV/bin/python" "$ROOT/requirements-test.txt" "test tools"
        printf '%s' "$key" >"$VENV/.test"
    fi
}

prepare_machine() {
    prepare_packages
    prepare_odoo
    prepare_python
}
