#!/bin/sh
# Makes .venv from requirements.lock. Needs Python 3.11 or newer; does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/../.."

PYTHON=${PYTHON:-python3}
STAMP=.venv/.installed

say() { printf '%s\n' "$*" >&2; }

wanted() { cat requirements.lock libs/*/pyproject.toml services/*/pyproject.toml; pwd; }

find_python() {
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    for PYTHON in python3.13 python3.12 python3.11; do
        command -v "$PYTHON" >/dev/null && return
    done
    say "Python 3.11 or newer is needed: install it, or name one with PYTHON=/path/to/python3."
    exit 1
}

make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then return; fi
    rm -rf .venv
    if command -v uv >/dev/null; then
        uv venv --quiet --python "$PYTHON" .venv
        return
    fi
    "$PYTHON" -m venv .venv >/dev/null 2>&1 && return
    # Debian ships Python without venv.
    rm -rf .venv
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        say "$PYTHON has no venv module. Install it (Debian: apt-get install python3-venv) and try again."
        exit 1
    fi
    say "Installing python3-venv, which this Python lacks…"
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3-venv >/dev/null
    "$PYTHON" -m venv .venv
}

find_uv() {
    UV=$(command -v uv || true)
    [ -n "$UV" ] && return
    UV=.venv/bin/uv
    [ -x "$UV" ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
}

install() {
    VIRTUAL_ENV=$PWD/.venv
    export VIRTUAL_ENV
    "$UV" pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
    set --
    for member in libs/* services/*; do
        [ ! -f "$member/pyproject.toml" ] || set -- "$@" -e "$member"
    done
    "$UV" pip install --quiet --no-deps --no-build-isolation "$@"
}

if [ -f "$STAMP" ] && wanted | cmp -s - "$STAMP"; then exit 0; fi
find_python
say "Installing the Python packages of requirements.lock into .venv (a minute at most on a fast line)…"
make_venv
find_uv
install
wanted >"$STAMP"
