#!/bin/sh
# Makes .env and secrets/voronka.key with random values, for docker-compose.yml. Existing ones are left alone.
#
# Usage: sh deploy/make-secrets.sh https://chat.example.com
set -eu
umask 077
url=${1:?the public address of the product, such as https://chat.example.com}
cd "$(dirname "$0")/.."

for file in .env secrets/voronka.key; do
  if [ -e "$file" ]; then
    echo "$file exists already; nothing was changed." >&2
    exit 1
  fi
done

random() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }

# The key's file belongs to whom the containers run as; as root, that is the image's own user.
uid=$(id -u) gid=$(id -g)
if [ "$uid" = 0 ]; then uid=1000 gid=1000; fi

mkdir -p secrets
chmod 711 secrets
printf '%s\n' "$(random 32)" > secrets/voronka.key
if [ "$(id -u)" = 0 ]; then chown "$uid:$gid" secrets/voronka.key; fi

cat > .env <<EOF
# Read by docker compose. Keep it, and secrets/voronka.key, as you keep passwords: without the key no stored secret and
# no running dialogue can be read.
PUBLIC_URL=$url
VORONKA_UID=$uid
VORONKA_GID=$gid
POSTGRES_PASSWORD=$(random 24)
VORONKA_OWNER_PASSWORD=$(random 24)
VORONKA_APP_PASSWORD=$(random 24)
TEMPORAL_PASSWORD=$(random 24)
METRICS_TOKEN=$(random 24)
EOF
echo "Made .env and secrets/voronka.key. Next: docker compose up --build --detach"
