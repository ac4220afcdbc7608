#!/bin/sh
# Checks a bundle of evidence with nothing but sh, sha256sum and openssl (1.1.1 or newer), without a network:
#
#   sh verify.sh BUNDLE.zip [KEY.pem]     the archive as it was downloaded
#   sh verify.sh FOLDER [KEY.pem]         the archive unpacked
#
# KEY.pem is the platform's published seal key. Without it the key inside the bundle is taken: that shows that nothing
# was changed since it was signed, but not by whom. Exit code 0: all is as it was signed; 1: names what is not.
set -eu
LC_ALL=C
export LC_ALL
MARK='parley-bundle/1 ed25519 '
TRAILER=112 # the mark and 64 bytes in Base64: the comment at the archive's end

say() { printf '%s\n' "$*"; }
fail() {
    say "CHANGED: $*"
    failed=1
}
signed() { # FILE SIGNATURE KEY
    openssl pkeyutl -verify -pubin -inkey "$3" -rawin -in "$1" -sigfile "$2" >/dev/null 2>&1
}

[ $# -ge 1 ] || {
    sed -n '2,8p' "$0" | cut -c3-
    exit 2
}
failed=0
given=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

folder=$given
if [ -f "$given" ]; then
    folder=$work/bundle
    mkdir "$folder"
    # A damaged archive is unpacked as far as it goes: the sums below say which file it is.
    if command -v unzip >/dev/null 2>&1; then
        unzip -qq -o "$given" -d "$folder" >/dev/null 2>&1 || true
    else
        python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' \
            "$given" "$folder" >/dev/null 2>&1 || true
    fi
fi
key=${2:-$folder/seal-key.pem}
if [ ! -s "$key" ]; then
    fail "seal-key.pem (missing)"
    exit 1
fi

if [ -f "$given" ]; then
    size=$(wc -c <"$given")
    tail -c "$TRAILER" "$given" >"$work/trailer"
    head -c $((size - TRAILER)) "$given" | sha256sum | cut -c1-64 | tr -d '\n' >"$work/digest"
    cut -c$((${#MARK} + 1))- "$work/trailer" | openssl base64 -d -A >"$work/signature" 2>/dev/null || true
    # Base64 has spare bits at its end; spelled again it must be the same.
    { printf '%s' "$MARK"; openssl base64 -A <"$work/signature"; } >"$work/again"
    if ! cmp -s "$work/trailer" "$work/again" || ! signed "$work/digest" "$work/signature" "$key"; then
        fail "$given (the archive as a whole)"
    fi
fi

if ! signed "$folder/SHA256SUMS" "$folder/SHA256SUMS.sig" "$key"; then
    fail "SHA256SUMS or its signature"
fi
if ! (cd "$folder" && sha256sum --check --strict SHA256SUMS) >"$work/sums" 2>/dev/null; then
    failed=1
    grep -v ': OK$' "$work/sums" | sed 's/^/CHANGED: /' || true
fi
(cd "$folder" && find . -type f ! -name SHA256SUMS ! -name SHA256SUMS.sig | cut -c3- | sort) >"$work/there"
cut -c67- "$folder/SHA256SUMS" 2>/dev/null | sort >"$work/listed" || true
for extra in $(comm -23 "$work/there" "$work/listed"); do
    fail "$extra (added)"
done
for manifest in "$folder"/seals/*/manifest.json; do
    [ -f "$manifest" ] || continue
    signed "$manifest" "${manifest%.json}.sig" "$key" || fail "${manifest#"$folder"/} or its signature"
done

[ "$failed" -eq 0 ] || exit 1
say "All of it is as it was signed."
