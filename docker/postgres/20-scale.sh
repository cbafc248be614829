# Run once by the image of PostgreSQL, like 10-seutuyp.sh: what a primary with a replica needs. An installation of one
# machine that grows runs it by hand (docs/containers.md); run twice it changes nothing.
# shellcheck shell=bash

set -e
cat "$REPLICATION_PASSWORD_FILE" >/dev/null # or no password would be set
psql -X -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\set password `cat "$REPLICATION_PASSWORD_FILE"`
SELECT 'CREATE ROLE replication LOGIN REPLICATION' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'replication') \gexec
ALTER ROLE replication PASSWORD :'password';
-- Sessions stand apart, so that a copy of the database carries nobody's login.
SELECT 'CREATE DATABASE sessions OWNER odoo' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'sessions') \gexec
REVOKE CONNECT ON DATABASE sessions FROM PUBLIC;
-- A commit is acknowledged when the replica shows it: a failover loses nothing, and nobody reads less than he saved.
ALTER SYSTEM SET synchronous_standby_names = 'second';
SQL
grep -q '^host replication replication' "$PGDATA/pg_hba.conf" ||
    printf 'host replication replication all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
