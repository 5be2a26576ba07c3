#!/bin/sh
# Run once by the image, on an empty data directory: a database and its owner for each service. Passwords come from their Secrets, never as arguments.
set -eu
for short in auth file link; do
    PASSWORD_FILE=/etc/latchkey/databases/$short/password
    export PASSWORD_FILE
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set role="latchkey_$short" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set password `cat "$PASSWORD_FILE"`
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role";
REVOKE ALL ON DATABASE :"role" FROM PUBLIC;
SQL
done
