# The trial's databases need not survive a power cut; on a slow disc that halves its time.
# shellcheck shell=bash

psql -X -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -c 'ALTER SYSTEM SET fsync = off' -c 'ALTER SYSTEM SET full_page_writes = off'
