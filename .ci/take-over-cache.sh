#!/bin/sh
# Makes what an earlier run left in .nx good for this one. Nx finds it by an index that it names after the machine, and
# a pipeline is on another machine each time: the earlier index takes the name of one that Nx makes here.
set -eu
cd "$(dirname "$0")/.."

for index in .nx/workspace-data/*.db; do
  if [ -f "$index" ]; then
    mv "$index" .nx/earlier-index
    npx nx show projects >/dev/null
    mv .nx/earlier-index .nx/workspace-data/*.db
  fi
done
