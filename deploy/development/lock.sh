#!/bin/sh
# Resolves the dependencies anew: `deploy/development/lock.sh [--upgrade | --upgrade-package X]`.
# Pins stay unless asked to move; releases younger than a week are not taken.
set -eu
cd "$(dirname "$0")/../.."
UV=$(command -v uv || echo .venv/bin/uv)

members() { sed -n 's/^name = "\(.*\)"/--no-emit-package \1/p' libs/*/pyproject.toml services/*/pyproject.toml; }

resolve() { # output [options]
    output=$1
    shift
    # shellcheck disable=SC2046  # one word per option is wanted
    "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --exclude-newer "1 week" $(members) "$@" pyproject.toml --output-file "$output"
}

resolve requirements.lock --group dev "$@"
# The image gets the same pins without the tools of the workbench.
resolve requirements-prod.lock --extra otlp --constraint requirements.lock "$@"
exec deploy/development/check/lock.sh
