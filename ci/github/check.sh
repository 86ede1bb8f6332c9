#!/usr/bin/env bash
# The first step of action.yml: installs tp-doctor, judges, and says how it went in $GITHUB_OUTPUT. It fails only where
# tp-doctor could not be started, so that the upload can follow; the last step of the action ends with the verdict.
set -euo pipefail

# npx would answer 1, which means "not ready", where it cannot install; so the package is installed first.
folder="$RUNNER_TEMP/tp-doctor"
package="${PACKAGE:-tp-doctor@$VERSION}"
[ ! -f "$package" ] || package="$(cd "$(dirname "$package")" && pwd)/$(basename "$package")"
if ! npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error "$package"; then
  echo "::error::$package could not be installed"
  exit 2
fi

# Adds every line of $2 to the arguments, after the flag $1 where there is one.
arguments=()
add_lines() {
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line%$'\r'}"
    [ -z "$line" ] || arguments+=(${1:+"$1"} "$line")
  done <<<"$2"
}
add_lines '' "$INVENTORY"
add_lines --target "$TARGET"
add_lines --config "$CONFIG"
add_lines --fail-on "$FAIL_ON"
add_lines --format "$FORMAT"
add_lines '' "$ARGUMENTS"

rm -f "$SARIF_FILE"
code=0
node "$folder/node_modules/tp-doctor/bin/tp-doctor.js" check ${arguments[@]+"${arguments[@]}"} \
  --format github --format "sarif=$SARIF_FILE" || code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"

if [ "$UPLOAD" = true ] && [ -f "$SARIF_FILE" ]; then
  upload="$RUNNER_TEMP/tp-doctor-upload.sarif"
  rm -f "$upload"
  node "$(dirname "$0")/code-scanning.mjs" "$SARIF_FILE" "$upload"
  [ ! -f "$upload" ] || echo "upload-file=$upload" >>"$GITHUB_OUTPUT"
fi
