#!/bin/sh
# Joins the shards of a fleet to one page, and ends with the exit code of the whole. docs/pipelines/fleet.md
#   sh join-shards.sh
# Where the run before has left previous/fleet.json, the page says what is new since then.
set -eu
folder=${TP_DOCTOR_INVENTORIES:-inventories}

set -- "$folder"/*.json
expected=$#
set --
[ ! -f previous/fleet.json ] || set -- --previous previous/fleet.json

code=0
tp-doctor render 'shards/**/*.json' --expect "$expected" "$@" \
  --format table --format html=fleet.html --format junit=fleet.xml --format json=fleet.json || code=$?
# A run that lacks an estate is nothing to compare the next one with.
if [ "$code" -ne 2 ]; then
  mkdir -p previous
  cp fleet.json previous/fleet.json
fi
exit "$code"
