#!/bin/sh
# Checks a bundle of evidence with nothing but sh, sha256sum and openssl (1.1.1 or newer), without a network:
#
#   sh verify.sh BUNDLE.zip [KEY.pem [HEADS-KEY.pem]]     the archive as it was downloaded
#   sh verify.sh FOLDER [KEY.pem [HEADS-KEY.pem]]         the archive unpacked
#
# KEY.pem is the platform's published seal key, HEADS-KEY.pem its key of signed heads. Without them the keys inside the
# bundle are taken: that shows that nothing was changed since it was signed, but not by whom. Exit code 0: all is as it
# was signed; 1: names what is not.
#
# Compared are: the archive's signature, the sum of each file, every chain of custody link by link, the signature of
# every seal and the head of each chain in it, every signed head and the place of it in its series.
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

hash_of() { # ITEM LINK: the hash of a link of its chain of custody
    sed -n "$2p" "$folder/evidence/$1/custody.jsonl" 2>/dev/null | sed 's/.*"hash": "\([0-9a-f]*\)"}$/\1/'
}
first_broken() { # CHAIN: the number of its first link that does not follow from those before it; nothing if all do
    last=
    place=1
    while IFS= read -r line; do
        # What was hashed stands inside a JSON text: there a quotation mark and a backslash have a backslash before them.
        canonical=$(printf '%s\n' "$line" | sed 's/^{"canonical": "//; s/", "hash": "[0-9a-f]*"}$//; s/\\\(["\\]\)/\1/g')
        expected=$({ bytes_of "$last"; printf '%s' "$canonical"; } | sha256sum | cut -c1-64)
        hash=$(printf '%s\n' "$line" | sed 's/.*"hash": "\([0-9a-f]*\)"}$/\1/')
        # Its number among the names of what was hashed, which are sorted.
        case $canonical in *"\"seq\":$place}") numbered=1 ;; *) numbered= ;; esac
        if [ "$hash" != "$expected" ] || [ -z "$numbered" ]; then
            say "$place"
            return
        fi
        last=$hash
        place=$((place + 1))
    done <"$1"
}
bytes_of() { # HEX
    left=$1
    octal=
    while [ -n "$left" ]; do
        rest=${left#??}
        byte=$((0x${left%"$rest"}))
        octal="$octal\\0$((byte / 64))$((byte / 8 % 8))$((byte % 8))"
        left=$rest
    done
    printf '%b' "$octal"
}

[ $# -ge 1 ] || {
    sed -n '2,12p' "$0" | cut -c3-
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
    named=${manifest#"$folder"/}
    signed "$manifest" "${manifest%.json}.sig" "$key" || fail "$named or its signature"
    # Its names are sorted: the head of a chain stands right before the id of its item.
    grep -o '"custody":{"hash":"[0-9a-f]*","seq":[0-9]*},"id":"[0-9a-f-]*"' "$manifest" |
        sed 's/.*"hash":"\([0-9a-f]*\)","seq":\([0-9]*\)},"id":"\([0-9a-f-]*\)"/\3 \2 \1/' >"$work/sealed" || true
    while read -r id number hash; do
        item=$(grep -l "\"id\": \"$id\"" "$folder"/evidence/*/item.json 2>/dev/null | head -n 1) || true
        item=$(basename "$(dirname "${item:-missing/$id/x}")")
        [ "$(hash_of "$item" "$number")" = "$hash" ] ||
            fail "evidence/$item/custody.jsonl: link $number is not the one that was sealed ($named)"
    done <"$work/sealed"
done

for chain in "$folder"/evidence/*/custody.jsonl; do
    [ -f "$chain" ] || continue
    broken=$(first_broken "$chain")
    [ -z "$broken" ] || fail "${chain#"$folder"/}: link $broken"
done

heads_key=${3:-$folder/heads-key.pem}
previous=-
number=1
while [ -f "$folder/heads/$number.txt" ]; do
    statement=$folder/heads/$number.txt
    grep -v '^signature ' "$statement" >"$work/lines" || true
    sed -n 's/^signature //p' "$statement" | openssl base64 -d -A >"$work/signature" 2>/dev/null || true
    if ! signed "$work/lines" "$work/signature" "$heads_key"; then
        fail "heads/$number.txt or its signature"
    elif ! grep -qx "number $number" "$work/lines" || ! grep -qx "previous $previous" "$work/lines"; then
        fail "heads/$number.txt: a statement before it is missing"
    fi
    sed -n 's/^head //p' "$work/lines" >"$work/heads"
    while read -r item link hash; do
        [ "$(hash_of "$item" "$link")" = "$hash" ] ||
            fail "evidence/$item/custody.jsonl: link $link is not the one whose head was signed (heads/$number.txt)"
    done <"$work/heads"
    previous=$(sha256sum <"$statement" | cut -c1-64)
    number=$((number + 1))
done

[ "$failed" -eq 0 ] || exit 1
say "All of it is as it was signed."
