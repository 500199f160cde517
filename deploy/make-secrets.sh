#!/bin/sh
# Usage: deploy/make-secrets.sh [FOLDER]
#
# Makes the secrets of an instance, one file each, in deploy/secrets unless told. Files that are there stay as they are, so
# that it can be run again after an update. The AniList client secret is asked for, or read from standard input.
# Keep a copy of token_encryption_keys.secret apart from that of the database: without it no AniList token opens again.
set -eu

folder=${1:-$(dirname "$0")/secrets}
umask 077
mkdir -p "$folder"
# Containers read the files as users of their own; on this machine nobody else gets past the folder.
chmod 700 "$folder"

has() {
  [ -s "$folder/$1.secret" ]
}

keep() {
  if has "$1"; then return; fi
  printf '%s\n' "$2" > "$folder/$1.secret"
  chmod 444 "$folder/$1.secret"
  echo "made $folder/$1.secret"
}

read_back() {
  cat "$folder/$1.secret"
}

random() {
  openssl rand -base64 32 | tr '+/' '-_' | tr -d '='
}

keep secret_key "$(random)"
keep jwt_secret_key "$(random)"
keep token_encryption_keys "k1:$(openssl rand -base64 32)"
keep database_encryption_key "$(random)"
keep postgres_password "$(random)"
keep database_password "$(random)"
# The host before the question mark stands for nothing: the socket's folder takes its place.
keep database_url "postgresql://sequel_finder:$(read_back database_password)@localhost/sequel_finder?host=/run/postgresql"

redis_password=$(random)
if ! has redis_url; then rm -f "$folder/redis_conf.secret"; fi
keep redis_conf "requirepass $redis_password
save \"\"
appendonly no
maxmemory 64mb
maxmemory-policy noeviction"
keep redis_url "redis://:$redis_password@redis:6379"

if ! has anilist_client_secret; then
  if [ -t 0 ]; then
    printf 'The client secret from https://anilist.co/settings/developer: '
    stty -echo
    trap 'stty echo' EXIT
  fi
  IFS= read -r client_secret || true
  if [ -z "$client_secret" ]; then
    echo 'There was no client secret. Run this again with it.' >&2
    exit 1
  fi
  keep anilist_client_secret "$client_secret"
fi
