#!/bin/sh
# For pipelines, with a Docker engine: builds the image, starts both files for Compose, asks through nginx whether the
# servers are ready, and takes everything away again.
set -eu
cd "$(dirname "$0")/../.."

# Of another name than an installation on the same machine, whose data stays.
compose() {
  docker compose --project-name taskward-smoke-test -f docker-compose.yml -f docker-compose.replicas.yml "$@"
}

finish() {
  compose logs --tail 50
  compose down --volumes
}
trap finish EXIT

sh deploy/compose/make-secrets.sh
compose up --build --detach
compose exec -T nginx wget --quiet --output-document - http://127.0.0.1:8080/health/ready
