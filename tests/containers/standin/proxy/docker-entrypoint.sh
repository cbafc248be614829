#!/bin/sh
# What nginx:1.28's own does, as far as our compose files use it: resolvers, and templates filled in.
set -e

if [ "${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ]; then
    # Docker names one, its own; podman adds those of the host, which know no containers.
    NGINX_LOCAL_RESOLVERS=$(grep -m1 nameserver /etc/resolv.conf | awk 'BEGIN{ORS=" "} $1=="nameserver" {if ($2 ~ ":") {print "["$2"]"} else {print $2}}')
    NGINX_LOCAL_RESOLVERS=${NGINX_LOCAL_RESOLVERS% }
    export NGINX_LOCAL_RESOLVERS
fi
# shellcheck disable=SC2016,SC2046
defined=$(printf '${%s} ' $(awk 'END { for (name in ENVIRON) print name }' </dev/null))
for template in /etc/nginx/templates/*.template; do
    [ -f "$template" ] || continue
    name=$(basename "$template" .template)
    envsubst "$defined" <"$template" >"${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}/$name"
done
exec "$@"
