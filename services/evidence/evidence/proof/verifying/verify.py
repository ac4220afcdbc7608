#!/usr/bin/env python3
"""Checks a bundle of evidence offline, with Python 3.9 or newer and nothing else:

    python3 verify.py BUNDLE.zip [KEY.pem [HEADS-KEY.pem]]

KEY.pem is the platform's published seal key, with those before it behind it, HEADS-KEY.pem its key of signed heads.
Without them the keys inside the bundle are taken: that shows that nothing was changed since it was signed, but not by
whom. Exit code 0: all is as it was signed; 1: names what is not.

Compared are: the archive's signature, the sum of each file, every chain of custody link by link and each piece of
evidence with what its chain tells of it, the signature of every seal, its list with the pieces and the heads of their
chains, the seals of which chains tell, every signed head and the place of it in its series. Of a timestamp it is
compared that it is for its manifest; who gave it is shown by: openssl ts -verify -in manifest.tsr -data manifest.json
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[int, int, int, int]
Entry = dict[str, Any]
Chains = dict[str, list[str]]

MARK = b"parley-bundle/1 ed25519 "
TRAILER = len(MARK) + 88
KEY_HEAD = bytes.fromhex("302a300506032b6570032100")  # an Ed25519 public key in DER
BLOCK = 1 << 20

SUFFICIENCY = {"live_video": "being_checked", "external_video": "not_attested"}  # at the receipt of these kinds

# Ed25519 as RFC 8032 describes it.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add_points(a: Point, b: Point) -> Point:
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply_point(number: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add_points(result, point)
        point, number = add_points(point, point), number >> 1
    return result


def recover_x(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def decode_point(raw: bytes) -> Point | None:
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def is_signed_by_one(keys: Iterable[bytes], message: bytes, signature: bytes) -> bool:
    return len(signature) == 64 and any(is_signed(key, message, signature) for key in keys)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    a, r, s = decode_point(key), decode_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = multiply_point(s, BASE), add_points(r, multiply_point(h, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


def public_keys(pem: bytes) -> list[bytes]:
    """Read the keys of a file: the one that signs, and those that have signed before it."""
    keys = []
    for block in pem.decode("ascii").split("-----BEGIN")[1:]:
        lines = [line for line in block.splitlines()[1:] if not line.startswith("-----")]
        der = base64.b64decode("".join(lines), validate=True)
        if len(der) != 44 or not der.startswith(KEY_HEAD):
            raise ValueError("not an Ed25519 public key")
        keys.append(der[12:])
    if not keys:
        raise ValueError("no public key")
    return keys


def check_whole(path: str, keys: list[bytes]) -> bool:
    """Check the archive but for its comment, which signs the rest."""
    with Path(path).open("rb") as archive:
        digest, left = hashlib.sha256(), archive.seek(0, 2) - TRAILER
        archive.seek(0)
        for at in range(0, left, BLOCK):
            digest.update(archive.read(min(BLOCK, left - at)))
        trailer = archive.read()
    try:
        signature = base64.b64decode(trailer[len(MARK) :], validate=True)
    except ValueError:
        return False
    spelled = MARK + base64.b64encode(signature)
    return trailer == spelled and is_signed_by_one(keys, digest.hexdigest().encode(), signature)


def problems_in_items(archive: zipfile.ZipFile, listed: dict[str, str]) -> Iterator[str]:
    """Compare each piece of evidence, and the seals of which its chain of custody tells, with what was hashed."""
    for name in (name for name in listed if name.endswith("/custody.jsonl")):
        home = name.rpartition("/")[0]
        try:
            lines = (read_entry(archive, name) or b"").decode("utf-8").splitlines()
            if (broken := check_chain(lines)) is not None:
                yield f"{name}: link {broken}"
            links = [json.loads(json.loads(line)["canonical"]) for line in lines]
            piece = json.loads(read_entry(archive, home + "/item.json") or b"")
            originals = [digest for path, digest in listed.items() if path.startswith(home + "/original.")]
            for what in differences(piece, links, originals):
                yield f"{home}: its {what} is not what its chain of custody tells"
            for seal in details_of(links, "sealed"):
                if listed.get(f"seals/{seal['instance']}/manifest.json") != seal["manifest"]:
                    yield f"seals/{seal['instance']}/manifest.json is missing, or not the one of which {name} tells"
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            yield f"{home}/item.json, or {name}"


def differences(piece: Entry, links: list[Entry], originals: list[str]) -> Iterator[str]:
    """Name what a piece of evidence shows otherwise than the links of its chain of custody tell."""
    receipt, content, why = links[0], piece["content"], piece.get("invalid") or {}
    about: dict[str, str] = receipt["details"]
    erased = bool(details_of(links, "erased"))
    invalid = [[link["actor"], link["details"]["reason_code"]] for link in links if link["action"] == "invalidated"]
    compared = {
        "receipt": (links[0]["action"], "received"),
        "id": ({link["item"] for link in links}, {piece["id"]}),
        "kind": (about["kind"], piece["kind"]),
        "by": (about.get("on_behalf_of", ":".join(receipt["actor"])), ":".join(piece["by"])),
        "received_at": (receipt["at"].replace("+00:00", "Z"), piece["received_at"]),
        "state": (bool(invalid), piece["state"] == "invalid"),
        "invalidation": (invalid[-1:], [[why["by"], why["reason_code"]]] if why else []),
        "erasure": (erased, "erased" in content),
        **compare_given(piece, about, links, erased),
    }
    for details in details_of(links, "invalidated")[-1:] if why else []:
        if "invalidated_at" in details:
            compared["invalidated_at"] = (details["invalidated_at"].replace("+00:00", "Z"), why["at"])
        if "reason_sha256" in details and why["reason"]:  # words that are gone were erased
            spelled = json.dumps(why["reason"], ensure_ascii=False).encode()
            compared["reason"] = (details["reason_sha256"], hashlib.sha256(spelled).hexdigest())
    if "sha256" in about:
        compared["sha256"] = (about["sha256"], content["sha256"])
        compared["size"] = (about["size"], str(content["size"]))
        compared["original"] = ([about["sha256"]] * len(originals), originals)
        media_types = [details["media_type"] for details in details_of(links, "inspected")[-1:]]
        compared["media_type"] = (media_types, media_types if erased else [content["media_type"]])
    yield from (name for name, (hashed, shown) in compared.items() if hashed != shown)


def compare_given(piece: Entry, about: dict[str, str], links: list[Entry], erased: bool) -> dict[str, tuple[Any, Any]]:
    """For what it was given, and how its words are kept: receipts of an earlier release did not tell."""
    attached, covers, compared = details_of(links, "attached"), ",".join(piece["covers"]), {}
    given = (attached or [about])[-1]
    if attached or "dispute" in about:
        compared["request"] = (given.get("request"), piece["request"])
    if "dispute" in about:
        compared["party"] = (about.get("side"), piece["party"])
        compared["covers"] = (given.get("covers", covers), covers)
        if (stored := piece.get("stored")) is not None:
            added_at: str = stored["added_at"]
            compared["added_at"] = (about.get("added_at", added_at).replace("+00:00", "Z"), added_at)
            for name in () if erased else ("text_sha256", "filename_sha256"):
                compared[name] = (about.get(name), stored[name])
    if "provenance" in piece:
        findings = [details["sufficiency"] for details in details_of(links, "examined")]
        compared["provenance"] = (about.get("provenance", "given"), piece["provenance"])
        compared["sufficiency"] = ((SUFFICIENCY.get(piece["kind"], "sufficient"), *findings)[-1], piece["sufficiency"])
    return compared


def details_of(links: list[Entry], action: str) -> list[dict[str, str]]:
    return [link["details"] for link in links if link["action"] == action]


def check_chain(lines: Iterable[str]) -> int | None:
    """Check a chain of custody: every link vouches for all before it. Returns the number of its first broken link."""
    last = b""
    for number, line in enumerate(lines, 1):
        link = json.loads(line)
        expected = hashlib.sha256(last + link["canonical"].encode()).hexdigest()
        if link["hash"] != expected or json.loads(link["canonical"])["seq"] != number:
            return number
        last = bytes.fromhex(expected)
    return None


def problems_in_heads(archive: zipfile.ZipFile, chains: Chains, key_file: str | None) -> Iterator[str]:
    """Compare the heads that were signed while the case went on: chains only grow."""
    count = sum(name.startswith("heads/") for name in archive.namelist())
    try:
        keys = public_keys(Path(key_file).read_bytes() if key_file else read_entry(archive, "heads-key.pem") or b"")
    except (ValueError, OSError):
        if count or key_file:
            yield "heads-key.pem"
        return
    previous = "-"
    for number in range(1, count + 1):
        name = f"heads/{number}.txt"
        signed = read_entry(archive, name) or b""
        lines, _, signature = signed.rpartition(b"signature ")
        try:
            genuine = is_signed_by_one(keys, lines, base64.b64decode(signature.strip(), validate=True))
        except ValueError:
            genuine = False
        if not genuine:
            yield name + " or its signature"
            continue
        parts = [line.split(" ") for line in lines.decode("ascii").splitlines()]
        if ["number", str(number)] not in parts or ["previous", previous] not in parts:
            yield f"{name}: a statement before it is missing"
        for _, item, link, digest in (line for line in parts if line[0] == "head"):
            if chains.get(item, [])[int(link) - 1 : int(link)] != [digest]:
                yield f"evidence/{item}/custody.jsonl: link {link} is not the one whose head was signed ({name})"
        previous = hashlib.sha256(signed).hexdigest()


def problems_in_seal(archive: zipfile.ZipFile, name: str, chains: Chains, homes: dict[str, str]) -> Iterator[str]:
    """Compare the pieces that a seal lists with those there are, and the head of the chain of each."""
    manifest, token = read_entry(archive, name) or b"", read_entry(archive, name[: -len("json")] + "tsr")
    sealed = json.loads(manifest)
    if name != f"seals/{sealed['instance']}/manifest.json":
        yield f"{name} is the seal of another instance"
    if token is not None and hashlib.sha256(manifest).digest() not in token:
        yield name[: -len("json")] + "tsr is for something else"
    for entry in sealed["items"]:
        item, head = homes.get(entry["id"], entry["id"]), entry["custody"]
        if chains.get(item, [])[head["seq"] - 1 : head["seq"]] != [head["hash"]]:
            yield f"evidence/{item}/custody.jsonl: link {head['seq']} is not the one that was sealed ({name})"
        piece = json.loads(read_entry(archive, f"evidence/{item}/item.json") or b"{}")
        for what in ("kind", "party", "by", "received_at"):
            if piece.get(what) != entry[what]:
                yield f"evidence/{item}/item.json: its {what} is not what was sealed ({name})"
        if piece and not is_same_content(piece["content"], entry["content"]):
            yield f"evidence/{item}/item.json: its content is not what was sealed ({name})"


def is_same_content(now: Entry, sealed: Entry) -> bool:
    """Of what was erased since only a file's fingerprint is left."""
    if "erased" in now and "erased" not in sealed:
        return now["sha256"] in (None, sealed["sha256"])
    return now == sealed


def read_chains(archive: zipfile.ZipFile, names: Iterable[str]) -> tuple[Chains, dict[str, str]]:
    """Read the hashes of each chain by the folder of its item, and the folder of each item by its id."""
    chains, homes = {}, {}
    for item in (name.split("/")[1] for name in names if name.endswith("/custody.jsonl")):
        try:
            lines = (read_entry(archive, f"evidence/{item}/custody.jsonl") or b"").decode("utf-8").splitlines()
            chains[item] = [json.loads(line)["hash"] for line in lines]
            homes[json.loads(read_entry(archive, f"evidence/{item}/item.json") or b"")["id"]] = item
        except (ValueError, KeyError, TypeError):
            continue
    return chains, homes


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        return archive.read(name)
    except Exception:  # whatever a damaged archive makes of it
        return None


def digest_of(archive: zipfile.ZipFile, name: str) -> str | None:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as entry:
            for block in iter(lambda: entry.read(BLOCK), b""):
                digest.update(block)
    except Exception:
        return None
    return digest.hexdigest()


def find_problems(path: str, key_file: str | None, heads_key_file: str | None = None) -> Iterator[str]:
    try:
        archive = zipfile.ZipFile(path)
    except Exception:
        return (yield "the archive's directory")
    with archive:
        try:
            keys = public_keys(Path(key_file).read_bytes() if key_file else read_entry(archive, "seal-key.pem") or b"")
        except (ValueError, OSError):
            yield "seal-key.pem"
            return
        named = list(problems_in_archive(archive, keys, heads_key_file))
        yield from named
        if not check_whole(path, keys) and not named:
            yield "the archive's own structure, or its signature"


def problems_in_archive(archive: zipfile.ZipFile, keys: list[bytes], heads_key_file: str | None) -> Iterator[str]:
    sums = read_entry(archive, "SHA256SUMS") or b""
    if not is_signed_by_one(keys, sums, read_entry(archive, "SHA256SUMS.sig") or b""):
        yield "SHA256SUMS or its signature"
    lines = [line.split("  ", 1) for line in sums.decode("utf-8", "replace").splitlines() if "  " in line]
    listed = {name: digest for digest, name in lines}
    yield from (name for name, expected in listed.items() if digest_of(archive, name) != expected)
    yield from (f"{name} (added)" for name in set(archive.namelist()) - {*listed, "SHA256SUMS", "SHA256SUMS.sig"})
    chains, homes = read_chains(archive, listed)
    yield from problems_in_heads(archive, chains, heads_key_file)
    yield from problems_in_items(archive, listed)
    for name in sorted(listed):
        if name.endswith("/manifest.json"):
            signature, manifest = read_entry(archive, name[: -len("json")] + "sig") or b"", read_entry(archive, name)
            if not manifest or not is_signed_by_one(keys, manifest, signature):
                yield name + " or its signature"
            else:
                yield from problems_in_seal(archive, name, chains, homes)


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 3:
        sys.stdout.write(__doc__ or "")
        return 2
    flaws = "".join(f"CHANGED: {name}\n" for name in find_problems(*arguments, *[None] * (2 - len(arguments))))
    sys.stdout.write(flaws or "All of it is as it was signed.\n")
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
