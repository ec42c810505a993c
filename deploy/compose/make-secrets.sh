#!/bin/sh
# Makes the secrets that docker-compose.yml reads from .secrets, at random. One that exists stays as it is.
set -eu
cd "$(dirname "$0")/../.."

mkdir -p .secrets
# The folder is closed to others; the files are open, since a container's user reads them by its own number.
chmod 700 .secrets
cd .secrets

# $1: the name; the value comes by the standard input.
keep() {
  if [ ! -e "$1" ]; then
    cat > "$1.new"
    chmod 444 "$1.new"
    mv "$1.new" "$1"
  fi
}

for name in postgres_password owner_password app_password; do
  openssl rand -hex 24 | keep "$name"
done
for name in jwt_secrets refresh_secrets password_pepper; do
  openssl rand -base64 48 | keep "$name"
done
echo "postgresql://taskward_app:$(cat app_password)@postgres:5432/taskward" | keep database_url
echo "postgresql://taskward_owner:$(cat owner_password)@postgres:5432/taskward" | keep database_migration_url
