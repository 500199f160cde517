#!/bin/sh
# Runs once, in the container of PostgreSQL, when its database is made: the application gets a role that owns its own
# database and can do nothing besides.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/database_password)" --username postgres <<'SQL'
create role sequel_finder login password :'password';
create database sequel_finder owner sequel_finder;
revoke all on database sequel_finder from public;
SQL
