# Run once by the image of PostgreSQL, on an empty data folder: an account without special rights and its database,
# sorted the Finnish way (å ä ö after z). psql itself reads the password: command lines are for all to see.
# shellcheck shell=bash

cat "$SEUTUYP_PASSWORD_FILE" >/dev/null # or no password would be set
psql -X -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v name="$SEUTUYP_DATABASE" <<'SQL'
\set password `cat "$SEUTUYP_PASSWORD_FILE"`
CREATE ROLE odoo LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER odoo TEMPLATE template0 ENCODING 'UTF8'
    LOCALE_PROVIDER icu ICU_LOCALE 'fi-FI' LOCALE 'C.UTF-8';
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
