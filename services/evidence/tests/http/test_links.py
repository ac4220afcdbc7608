"""DOR-W5, DOR-W7: what a browser, a film player and a mail program do with a link to evidence."""

from __future__ import annotations

import json

import pytest

from evidence.storage.block_sums import BLOCK_BYTES
from evidence.testing import an_image

PICTURE = an_image()
LARGE = an_image(size=(1_000, 900))
"""Of noise, so of three blocks."""


async def links(world, content: bytes = PICTURE, by: str = "seller", **query: str) -> tuple[str, dict[str, str]]:
    item = (await world.upload(content, **query)).json()["id"]
    answer = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.token(by))
    assert answer.status_code == 200, answer.text
    return item, answer.json()


async def entries(rows) -> list[dict]:
    return [
        json.loads(row.canonical) for row in await rows("SELECT canonical FROM evidence.audit_custody ORDER BY seq")
    ]


async def actions(rows) -> list[str]:
    return [row.action for row in await rows("SELECT action FROM evidence.audit_custody ORDER BY object_id, seq")]


async def test_dor_w5_a_link_stands_alone_and_names_who_asked_for_it(world, anyone, rows) -> None:
    _, given = await links(world, by="operator")
    content = await anyone.get(given["url"])
    picture = await anyone.get(given["preview_url"])

    assert (content.status_code, content.content) == (200, PICTURE)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    for answer in (content, picture):
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin", "a page of a marketplace shows it"
    downloaded = [entry for entry in await entries(rows) if entry["action"] == "downloaded"]
    assert [(entry["details"]["by"], entry["actor"][0]) for entry in downloaded] == [("link", "operator")]


async def test_dor_w5_a_link_opens_one_thing_for_a_short_time_and_is_not_forged(world, anyone, clock) -> None:
    item, given = await links(world)
    other, _ = await links(world, an_image())
    token = given["url"].partition("token=")[2]
    preview = given["preview_url"].partition("token=")[2]

    changed = await anyone.get(given["url"][:-1] + ("A" if given["url"][-1] != "A" else "B"))
    elsewhere = await anyone.get(given["url"].replace(item, other))
    original = await anyone.get(f"/v1/evidence/items/{item}/content?token={preview}")
    reading = await anyone.get(f"/v1/evidence/items/{item}?token={token}")
    acting = await anyone.post(given["url"])
    clock.time = clock.time.replace(minute=clock.time.minute + 11)
    late = await anyone.get(given["url"])

    assert [a.status_code for a in (changed, elsewhere, original, reading, acting)] == [401] * 5
    assert all("cut off or was changed" in a.json()["detail"] for a in (changed, elsewhere, original))
    assert all("access token" in a.json()["detail"] for a in (reading, acting))
    assert (late.status_code, late.json()["code"]) == (403, "link_refused")


@pytest.mark.parametrize("end", ["id", "/con", "/content", "?", "?tok", "?token=", "token"])
async def test_dor_w5_a_link_that_is_cut_says_so_wherever_it_was_cut(world, anyone, end: str) -> None:
    _, given = await links(world)
    address, _, token = given["url"].partition("?token=")
    whole = address.removesuffix("/content")
    cut = {"id": whole[:-3], "/con": f"{whole}/con", "/content": address, "token": f"{address}?token={token[:-5]}"}

    answer = await anyone.get(cut.get(end, address + end))

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert "cut off" in answer.json()["detail"]
    assert end == "token" or "access token" in answer.json()["detail"], "programs that forgot theirs hear of it"


async def test_dor_w5_an_address_of_no_link_asks_for_a_token_alone(world, anyone) -> None:
    answer = await anyone.get(f"/v1/evidence?dispute={world.dsp}")

    assert (answer.status_code, "cut off" in answer.json()["detail"]) == (401, False)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1), ("bytes=1048570-1048580", 1_048_570, 1_048_581), ("bytes=-7", -7, None),
        ("bytes=0-", 0, None), ("Bytes= 5-18446744073709551615", 5, None),
    ],
)  # fmt: skip
async def test_dor_w5_a_part_is_read_without_the_whole(world, anyone, app, asked, start, end, monkeypatch) -> None:
    _, given = await links(world, LARGE)
    read, store = [], app.state.service.deps.encrypted_blobs._blobs
    monkeypatch.setattr(store, "read_all", lambda path: pytest.fail("the whole was read"))
    read_range = store.read_range
    monkeypatch.setattr(store, "read_range", lambda path, a, b: read.append(b - a) or read_range(path, a, b))

    answer = await anyone.get(given["url"], headers={"Range": asked})

    assert (answer.status_code, answer.content) == (206, LARGE[start:end])
    assert end is None or read[0] <= 2 * BLOCK_BYTES


async def test_dor_w5_a_changed_block_never_leaves(world, anyone, home, rows) -> None:
    _, given = await links(world, LARGE)
    [path] = [f for f in (home / "objects").rglob("*") if f.is_file()]
    path.chmod(0o640)
    with path.open("r+b") as file:
        file.seek(BLOCK_BYTES + 5)
        file.write(b"x")

    whole = await anyone.get(given["url"])
    second = await anyone.get(given["url"], headers={"Range": f"bytes={BLOCK_BYTES}-{BLOCK_BYTES + 1}"})
    first = await anyone.get(given["url"], headers={"Range": "bytes=0-9"})

    assert [answer.json()["code"] for answer in (whole, second)] == ["content_altered"] * 2
    assert (first.status_code, first.content) == (206, LARGE[:10])
    assert (await actions(rows))[-3:] == ["denied", "denied", "downloaded"]


async def test_dor_w5_a_file_that_one_has_is_not_sent_again(world, anyone) -> None:
    _, given = await links(world)
    tag = (await anyone.get(given["url"])).headers["etag"]
    again = await anyone.get(given["url"], headers={"If-None-Match": f'"x", W/{tag}'})
    same = await anyone.get(given["url"], headers={"Range": "bytes=0-3", "If-Range": tag})
    other = await anyone.get(given["url"], headers={"Range": "bytes=0-3", "If-Range": '"another"'})

    assert (again.status_code, again.content) == (304, b"")
    assert (same.status_code, other.status_code) == (206, 200)


@pytest.mark.parametrize("accept", ["image/jpeg", "image/avif,image/webp,image/apng,image/*;q=0.8", "video/*", "a/b"])
async def test_dor_w7_a_file_is_given_whatever_its_reader_takes(world, anyone, accept: str) -> None:
    _, given = await links(world)
    answers = [await anyone.get(given[name], headers={"Accept": accept}) for name in ("url", "preview_url")]

    assert [answer.status_code for answer in answers] == [200, 200]


async def test_dor_w7_asking_for_the_fields_alone_is_nobodys_reading(world, anyone, rows) -> None:
    _, given = await links(world, by="buyer")
    head, preview = await anyone.head(given["url"]), await anyone.head(given["preview_url"])
    statement = (await world.submit()).json()["id"]
    await world.client.head(f"/v1/evidence/items/{statement}", headers=world.token("buyer"))

    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(PICTURE)), b"")
    assert (preview.status_code, preview.content) == (200, b"")
    assert not {"downloaded", "viewed"} & set(await actions(rows))


async def test_dor_w7_a_form_is_no_file_and_the_way_out_is_said(world) -> None:
    answer = await world.client.post(
        "/v1/evidence/uploads",
        params={"dispute": world.dsp, "kind": "photo", "filename": "x.png"},
        files={"file": ("x.png", PICTURE)},
        headers=world.token(),
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "form_not_allowed")
    assert "--data-binary" in answer.json()["detail"]


async def test_dor_w7_a_form_is_none_either_that_is_called_something_else_as_well(world) -> None:
    types = [("Content-Type", "image/png"), ("Content-Type", "multipart/form-data; boundary=x")]
    answer = await world.client.post(
        "/v1/evidence/uploads",
        params={"dispute": world.dsp, "kind": "photo", "filename": "x.png"},
        content=PICTURE,
        headers=[*world.token().items(), *types],
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "form_not_allowed")
