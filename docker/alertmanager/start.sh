#!/bin/sh
# Starts Alertmanager with the webhook of LONGSHORE_ALERT_WEBHOOK, or of the file that LONGSHORE_ALERT_WEBHOOK_FILE names.
# Arguments go to Alertmanager; ALERTMANAGER is its program, CONFIG where the finished file may be written.
set -eu

template="$(dirname "$0")/alertmanager.yml"
config="${CONFIG:-/tmp/alertmanager.yml}"
url="${LONGSHORE_ALERT_WEBHOOK:-}"
if [ -z "$url" ] && [ -n "${LONGSHORE_ALERT_WEBHOOK_FILE:-}" ]; then
  url="$(cat "$LONGSHORE_ALERT_WEBHOOK_FILE")"
fi
if [ -z "$url" ]; then
  echo "alertmanager: set LONGSHORE_ALERT_WEBHOOK to the address alerts go to, or LONGSHORE_ALERT_WEBHOOK_FILE to a file with it" >&2
  exit 1
fi
case "$url" in
*[\"\\\|\&]*) echo "alertmanager: the webhook's address may not contain \" \\ | or &" >&2; exit 1 ;;
esac
(umask 077 && sed "s|WEBHOOK_URL|$url|" "$template" >"$config")
exec "${ALERTMANAGER:-alertmanager}" --config.file="$config" "$@"
