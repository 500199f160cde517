#!/bin/sh
# Usage: deploy/make-secrets.sh [FOLDER]
#
# Generates the secrets of an instance, one file each, by default in deploy/secrets. Existing files are not changed, so you
# can run it again after an upgrade. It asks for the AniList client secret, or reads it from standard input.
# Keep a copy of token_encryption_keys.secret, separate from database backups: without it, no AniList token can be decrypted.
set -eu

folder=${1:-$(dirname "$0")/secrets}
umask 077
mkdir -p "$folder"
# Containers read the files as different users; on this machine, the folder keeps everyone else out.
chmod 700 "$folder"

has() {
  [ -s "$folder/$1.secret" ]
}

keep() {
  if has "$1"; then return; fi
  printf '%s\n' "$2" > "$folder/$1.secret"
  chmod 444 "$folder/$1.secret"
  echo "created $folder/$1.secret"
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
# The host before the question mark is ignored in favour of the socket's folder.
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
    echo 'No client secret given. Run this again with it.' >&2
    exit 1
  fi
  keep anilist_client_secret "$client_secret"
fi
