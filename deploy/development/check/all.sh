#!/bin/sh
# Every static check, each under its name; all of them run even when one fails.
set -u
cd "$(dirname "$0")/../../.." || exit
PATH=$PWD/.venv/bin:$PATH
failed=""

check() { # name command…
    name=$1
    shift
    printf '%-22s' "$name"
    if found=$("$@" 2>&1); then
        echo ok
    else
        printf 'FAILED\n%s\n\n' "$found"
        failed="$failed $name"
    fi
}

sources() { git ls-files -co --exclude-standard -- "$@"; }

scripts() { sources '*.sh' .ci/run | xargs shellcheck; }

check "format" ruff format --check --quiet .
check "lint" ruff check --quiet .
check "types" deploy/development/check/types.sh
check "imports" lint-imports --no-cache
check "locks" deploy/development/check/lock.sh
check "vendored modules" python -m deploy.development.check.vendored
check "figures" python -m deploy.development.check.figures
check "clients" python -m deploy.development.clients --check
check "rules" python -m deploy.development.check.rules
check "shell scripts" scripts
if [ -f docker-compose.yml ]; then
    check "compose files" check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml \
        deploy/containers/evidence-outside.yml deploy/observability/docker-compose.yml
    check "Dockerfile" hadolint deploy/Dockerfile
fi
[ -z "$failed" ] || { echo "Failed:$failed"; exit 1; }
