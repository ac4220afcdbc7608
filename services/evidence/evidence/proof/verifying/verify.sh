#!/bin/sh
# Checks a bundle of evidence with nothing but sh, sha256sum and openssl (1.1.1 or newer), without a network:
#
#   sh verify.sh BUNDLE.zip [KEY.pem [HEADS-KEY.pem]]     the archive as it was downloaded
#   sh verify.sh FOLDER [KEY.pem [HEADS-KEY.pem]]         the archive unpacked
#
# KEY.pem is the platform's published seal key, with those before it behind it, HEADS-KEY.pem its key of signed heads.
# Without them the keys inside the bundle are taken: that shows that nothing was changed since it was signed, but not by
# whom. Exit code 0: all is as it was signed; 1: names what is not.
#
# Compared are: the archive's signature, the sum of each file, every chain of custody link by link and each piece of
# evidence with what its chain tells of it, the signature of every seal, its list with the pieces and the heads of their
# chains, the seals of which chains tell, every signed head and the place of it in its series. Of a timestamp it is
# compared that it is for its manifest; who gave it is shown by: openssl ts -verify -in manifest.tsr -data manifest.json
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
signed() { # FILE SIGNATURE KEYS: by one of the keys of a file
    [ -s "$3" ] || return 1
    rm -f "$work"/key.*
    place=0
    while IFS= read -r line || [ -n "$line" ]; do # the last line may end without a line break
        case $line in -----BEGIN*) place=$((place + 1)) ;; esac
        say "$line" >>"$work/key.$place"
    done <"$3"
    for one in "$work"/key.*; do
        ! openssl pkeyutl -verify -pubin -inkey "$one" -rawin -in "$1" -sigfile "$2" >/dev/null 2>&1 || return 0
    done
    return 1
}

hash_of() { # ITEM LINK: the hash of a link of its chain of custody
    sed -n "$2p" "$folder/evidence/$1/custody.jsonl" 2>/dev/null | sed 's/.*"hash": "\([0-9a-f]*\)"}$/\1/'
}
canonical_of() { # one line of a chain: what was hashed, inside a JSON text with \ before each quotation mark and backslash
    sed 's/^{"canonical": "//; s/", "hash": "[0-9a-f]*"}$//; s/\\\(["\\]\)/\1/g'
}
first_broken() { # CHAIN: the number of its first link that does not follow from those before it; nothing if all do
    last=
    place=1
    while IFS= read -r line; do
        canonical=$(printf '%s\n' "$line" | canonical_of)
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
value_of() { # NAME: the value of a name in JSON without blanks, as it is spelled; a name stands after { or a comma
    sed -nE 's/.*[{,]"'"$1"'":("([^"\\]|\\.)*"|null|true|[0-9]+)[,}].*/\1/p'
}
actor_of() {
    sed -nE 's/^\{"action":"[a-z_]*","actor":(\[.*\]),"at":".*/\1/p'
}
shown_by() { # FILE NAME: the value of a name of its outermost object, without blanks: each value there has its own line
    sed -nE '/^  "'"$2"'": [[{]$/,/^  []}]/{s/^  "'"$2"'": //; s/^ +//; s/^("[a-z0-9_]*"): /\1:/; p; }
        s/^  "'"$2"'": ([^[{].*)$/\1/p' "$1" 2>/dev/null | tr -d '\n' | sed 's/,$//'
}
differ() { # FOLDER: names what a piece of evidence shows otherwise than the links of its chain tell
    item=$1/item.json
    canonical_of <"$1/custody.jsonl" >"$work/links"
    receipt=$(head -n 1 "$work/links")
    content=$(shown_by "$item" content)
    last() { grep "^{\"action\":\"$1\"," "$work/links" | tail -n 1; }
    about() { say "$receipt" | value_of "$1"; }
    one() { # NAME HASHED SHOWN
        [ "$2" = "$3" ] || say "$1"
    }
    one receipt "$(about action)" '"received"'
    one id "$(value_of item <"$work/links" | sort -u)" "$(shown_by "$item" id)"
    one kind "$(about kind)" "$(shown_by "$item" kind)"
    giver=$(about on_behalf_of)
    [ -n "$giver" ] || giver=$(say "$receipt" | actor_of | sed -E 's/^\["([a-z_]*)",(".*)\]$/"\1:\2/; s/:"/:/')
    one by "$giver" "$(shown_by "$item" by | sed -E 's/^\["([a-z_]*)",(".*)\]$/"\1:\2/; s/:"/:/')"
    one received_at "$(about at | sed 's/+00:00"$/Z"/')" "$(shown_by "$item" received_at)"
    reason=$(last invalidated | value_of reason_code)
    one state "\"${reason:+in}valid\"" "$(shown_by "$item" state)"
    invalid=$(shown_by "$item" invalid)
    one invalidation "$reason$(last invalidated | actor_of)" \
        "$(say "$invalid" | value_of reason_code)$(say "$invalid" | sed -nE 's/.*,"by":(\[.*\]),"reason":.*/\1/p')"
    at=$(last invalidated | value_of invalidated_at | sed 's/+00:00"$/Z"/')
    [ -z "$at" ] || one invalidated_at "$at" "$(say "$invalid" | value_of at)"
    told=$(last invalidated | value_of reason_sha256)
    words=$(say "$invalid" | value_of reason) # what is gone was erased
    [ -z "$told" ] || [ -z "$words" ] || [ "$words" = '""' ] ||
        one reason "$told" "\"$(printf '%s' "$words" | sha256sum | cut -c1-64)\""
    given=$(last attached)
    [ -n "$given" ] || given=$(say "$receipt" | grep '"dispute":' || true)
    if [ -n "$given" ]; then # a receipt of before told neither of its case nor for what it was given
        request=$(say "$given" | value_of request)
        one request "${request:-null}" "$(shown_by "$item" request)"
    fi
    if [ -n "$(about dispute)" ]; then
        side=$(about side)
        one party "${side:-null}" "$(shown_by "$item" party)"
        covers=$(say "$given" | value_of covers) # an attachment of an earlier release did not tell
        [ -z "$covers" ] || one covers "$covers" "\"$(shown_by "$item" covers | tr -d '[]"')\""
    fi
    stored=$(shown_by "$item" stored)
    erased=$(last erased)
    one erasure "${erased:+true}" "$(say "$content" | value_of erased)"
    if [ -n "$stored" ]; then
        provenance=$(about provenance)
        one provenance "${provenance:-\"given\"}" "$(shown_by "$item" provenance)"
        suffices=$(last examined | value_of sufficiency)
        if [ -z "$suffices" ]; then
            case $(about kind) in
            '"live_video"') suffices='"being_checked"' ;;
            '"external_video"') suffices='"not_attested"' ;;
            *) suffices='"sufficient"' ;;
            esac
        fi
        one sufficiency "$suffices" "$(shown_by "$item" sufficiency)"
    fi
    if [ -n "$stored" ] && [ -n "$(about dispute)" ]; then
        at=$(about added_at | sed 's/+00:00"$/Z"/')
        [ -z "$at" ] || one added_at "$at" "$(say "$stored" | value_of added_at)"
        for name in text_sha256 filename_sha256; do
            digest=$(about "$name")
            [ -n "$erased" ] || one "$name" "${digest:-null}" "$(say "$stored" | value_of "$name")"
        done
    fi
    digest=$(about sha256 | tr -d '"')
    [ -n "$digest" ] || return 0
    one sha256 "\"$digest\"" "$(say "$content" | value_of sha256)"
    one size "$(about size)" "\"$(say "$content" | value_of size)\""
    [ -n "$erased" ] || one media_type "$(last inspected | value_of media_type)" "$(say "$content" | value_of media_type)"
    for original in "$1"/original.*; do
        [ ! -f "$original" ] || one original "$digest" "$(sha256sum <"$original" | cut -c1-64)"
    done
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
    sed -n '2,14p' "$0" | cut -c3-
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
    instance=$(sed -nE 's/^\{"dispute":"[^"]*","format":"[^"]*","instance":([0-9]+),.*/\1/p' "$manifest")
    [ "$named" = "seals/$instance/manifest.json" ] || fail "$named is the seal of another instance"
    token=${manifest%.json}.tsr
    if [ -f "$token" ]; then
        digest=$(sha256sum <"$manifest" | cut -c1-64)
        od -An -v -tx1 "$token" | tr -d ' \n' | grep -q "$digest" || fail "${token#"$folder"/} is for something else"
    fi
    # Each entry of its list on a line of its own.
    sed -E 's/^.*,"items":\[(.*)\],"ruling":.*$/\1/; s/\},\{"by":/}\
{"by":/g' "$manifest" | grep '^{"by"' >"$work/entries" || true
    while IFS= read -r entry; do
        id=$(say "$entry" | value_of id)
        item=$(grep -l "\"id\": $id" "$folder"/evidence/*/item.json 2>/dev/null | head -n 1) || true
        [ -n "$item" ] || continue # what of its chain is missing is named below
        for name in kind party received_at; do
            [ "$(say "$entry" | value_of "$name")" = "$(shown_by "$item" "$name")" ] ||
                fail "${item#"$folder"/}: its $name is not what was sealed ($named)"
        done
        [ "$(say "$entry" | sed -nE 's/^\{"by":(\[.*\]),"content":.*/\1/p')" = "$(shown_by "$item" by)" ] ||
            fail "${item#"$folder"/}: its by is not what was sealed ($named)"
        content=$(shown_by "$item" content)
        sealed=$(say "$entry" | sed -nE 's/.*\],"content":(\{[^}]*\}),"covers":.*/\1/p')
        # Of what was erased since only a file's fingerprint is left.
        case $content in
        *'"erased":true'*)
            content=$(say "$content" | value_of sha256)
            [ "$content" != null ] || continue
            sealed=$(say "$sealed" | value_of sha256)
            ;;
        esac
        [ "$content" = "$sealed" ] || fail "${item#"$folder"/}: its content is not what was sealed ($named)"
    done <"$work/entries"
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
    home=${chain%/custody.jsonl}
    for name in $(differ "$home"); do
        fail "${home#"$folder"/}: its $name is not what its chain of custody tells"
    done
    canonical_of <"$chain" | sed -n 's/^{"action":"sealed".*"instance":"\([0-9]*\)","manifest":"\([0-9a-f]*\)"}.*/\1 \2/p' >"$work/seals"
    while read -r instance digest; do
        [ "$(sha256sum "$folder/seals/$instance/manifest.json" 2>/dev/null | cut -c1-64)" = "$digest" ] ||
            fail "seals/$instance/manifest.json is missing, or not the one of which ${chain#"$folder"/} tells"
    done <"$work/seals"
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
