# Compose v2 by itself, unpacked from Debian's package: reads compose files without any engine.
# shellcheck shell=bash

COMPOSE_VERSION=2.26.1-4
COMPOSE=$CACHE/compose-$COMPOSE_VERSION/docker-compose

compose_sum() {
    case $1 in
    amd64) echo 47681197cb2b1ab88206b42a1a92fc75f50d9530a6322d03494a473eed0408ea ;;
    arm64) echo bbafaa666f3e7fa00ad36f2a8bab889f1c791ca8743d674e7267a3d07203869c ;;
    *) return 1 ;;
    esac
}

# fetch_compose: into the cache, checked; prints why it cannot be had.
fetch_compose() {
    local architecture sum mirror folder
    [ -x "$COMPOSE" ] && return
    architecture=$(dpkg --print-architecture)
    if ! sum=$(compose_sum "$architecture"); then
        echo "Compose $COMPOSE_VERSION is pinned for amd64 and arm64 only"
        return 1
    fi
    mirror=$(debian_mirror)
    folder=$(mktemp -d "$CACHE/compose.XXXXXX")
    if "$VENV/bin/python" -c 'import sys, urllib.request; urllib.request.urlretrieve(*sys.argv[1:])' \
        "${mirror:-https://deb.debian.org/debian}/pool/main/d/docker-compose/docker-compose_${COMPOSE_VERSION}_$architecture.deb" \
        "$folder/compose.deb" 2>"$folder/error" && echo "$sum  $folder/compose.deb" | sha256sum --check --status; then
        dpkg-deb -x "$folder/compose.deb" "$folder/tree"
        mkdir -p "$(dirname "$COMPOSE")"
        mv "$folder/tree/usr/libexec/docker/cli-plugins/docker-compose" "$COMPOSE"
    else
        echo "Compose $COMPOSE_VERSION cannot be fetched from ${mirror:-deb.debian.org}: $(tail -n1 "$folder/error")"
    fi
    rm -rf "$folder"
    [ -x "$COMPOSE" ]
}
