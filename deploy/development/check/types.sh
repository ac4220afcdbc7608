#!/bin/sh
# mypy over everything that ships and everything that runs it.
set -eu
cd "$(dirname "$0")/../../.."
set -- libs/common/common libs/client/parley_client deploy
for service in escrow disputes evidence mediation notifications; do
    [ ! -d "services/$service/$service" ] || set -- "$@" "services/$service/$service"
done
exec .venv/bin/mypy --no-error-summary "$@"
