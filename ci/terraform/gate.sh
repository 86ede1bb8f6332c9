#!/usr/bin/env bash
# For data "external" of Terraform or OpenTofu: reads {"inventory": …, "target": …} on standard input and prints the
# verdict as one flat object of strings, as that protocol wants. It needs tp-doctor and jq. See docs/pipelines/terraform.md.
set -euo pipefail

query=$(cat)
inventory=$(jq -er .inventory <<<"$query")
target=$(jq -er .target <<<"$query")

# A verdict other than "ready" is an answer; whether the plan goes on is for a condition in Terraform to say.
report=$(tp-doctor check "$inventory" --target "$target" --format json) || [ -n "$report" ]
jq '{
  verdict,
  exit_code: (.exitCode | tostring),
  environment: (.environment // ""),
  failing: ([.results[] | select(.status == "fail") | .ruleId] | join(",")),
  unknown: ([.results[] | select(.status == "unknown") | .ruleId] | join(",")),
  error: (.error.message // "")
}' <<<"$report"
