#!/bin/sh
# Makes the secrets that docker-compose.yml reads from .secrets, at random. One that exists stays as it is.
set -eu
cd "$(dirname "$0")/../.."

mkdir -p .secrets
# The folder is closed to others; the files are open, since a container's user reads them by its own number.
chmod 700 .secrets
cd .secrets

# $1: the name; the rest: the command that prints the secret.
make() {
  name=$1
  shift
  if [ ! -e "$name" ]; then
    "$@" > "$name.new"
    chmod 444 "$name.new"
    mv "$name.new" "$name"
  fi
}

for secret in postgres_password owner_password app_password; do
  make "$secret" openssl rand -hex 24
done
for secret in jwt_secrets refresh_secrets password_pepper; do
  make "$secret" openssl rand -base64 48
done
make database_url echo "postgresql://taskward_app:$(cat app_password)@postgres:5432/taskward"
make database_migration_url echo "postgresql://taskward_owner:$(cat owner_password)@postgres:5432/taskward"
