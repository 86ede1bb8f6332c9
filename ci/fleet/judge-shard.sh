#!/bin/sh
# Judges one shard of a fleet: every TOTAL-th inventory, beginning with the INDEX-th (from 0). docs/pipelines/fleet.md
#   sh judge-shard.sh INDEX TOTAL
# It ends with 0 where there is a report, whatever it says: join-shards.sh gives the verdict of the fleet.
set -eu
index=$1
total=$2
folder=${TP_DOCTOR_INVENTORIES:-inventories}

at=0
set --
for file in "$folder"/*.json; do
  [ $((at % total)) -ne "$index" ] || set -- "$@" "$file"
  at=$((at + 1))
done
mkdir -p shards
if [ $# -eq 0 ]; then
  echo "shard $index of $total: there are fewer inventories than shards"
  exit 0
fi

report=shards/$index.json
rm -f "$report"
code=0
tp-doctor check "$@" --target "${TP_DOCTOR_TARGET:-7.4}" ${TP_DOCTOR_ARGUMENTS:-} --format "json=$report" || code=$?
echo "shard $index of $total: $# inventories, exit code $code"
# Without a report it is a fault of the run itself.
[ -s "$report" ] || exit 2
