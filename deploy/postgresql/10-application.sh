#!/bin/sh
# Runs once, in the PostgreSQL container, when its database is created: the application gets a role that owns its database
# and can do nothing else.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/database_password)" --username postgres <<'SQL'
create role sequel_finder login password :'password';
create database sequel_finder owner sequel_finder;
revoke all on database sequel_finder from public;
SQL
