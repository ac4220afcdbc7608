#!/bin/sh
# Prints the options of `kubectl create secret generic` with the files that one service, or `migrate`, is given.
set -eu
shared="token_keys records_secret exchange_secret heads_signing_key"
case "${1:?names a service, or migrate}" in
    escrow) names="$shared escrow_database_url escrow_bus_url escrow_secret escrow_admin_secret token_signing_key" ;;
    notifications)
        names="$shared notifications_database_url notifications_bus_url notifications_secret notifications_encryption_key" ;;
    disputes | mediation | evidence) names="$shared $1_database_url $1_bus_url $1_secret" ;;
    migrate) names="database_url database_passwords" ;;
    *) echo "$1 is no service" >&2; exit 1 ;;
esac
for name in $names; do printf -- '--from-file=.secrets/%s ' "$name"; done
