from __future__ import annotations

import hashlib

import pytest

from common.kernel.ids import format_id, new_id
from evidence.testing import INSTANT, NOON, an_image

PICTURE = an_image()
MINUTES_10 = NOON.replace(minute=10)


async def uploaded(world, **query: str) -> str:
    return (await world.upload(PICTURE, filename="Päckchen.png", **query)).json()["id"]


async def link(world, item: str, by: str = "seller") -> str:
    response = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.token(by))
    assert response.status_code == 200, response.text
    return response.json()["url"]


async def follow(world, url: str, by: str = "seller", **headers: str):
    return await world.client.get(url, headers={**world.token(by), **headers})


async def custody(rows) -> list[str]:
    return [row.action for row in await rows("SELECT action FROM evidence.audit_custody ORDER BY object_id, seq")]


async def test_a_link_gives_the_file_and_nothing_that_a_browser_would_run(world, rows) -> None:
    item = await uploaded(world)

    response = await follow(world, await link(world, item))

    assert (response.status_code, response.content) == (200, PICTURE)
    headers = response.headers
    assert headers["content-type"] == "image/png"
    assert headers["content-disposition"] == "attachment; filename=\"P_ckchen.png\"; filename*=UTF-8''P%C3%A4ckchen.png"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert "no-store" in headers["cache-control"]
    assert headers["referrer-policy"] == "no-referrer"
    assert await custody(rows) == ["received", "inspected", "downloaded"]


async def test_a_link_expires_after_ten_minutes(world, clock, rows) -> None:
    url = await link(world, await uploaded(world))

    clock.time = MINUTES_10 - INSTANT
    before = await follow(world, url)
    clock.time = MINUTES_10
    after = await follow(world, url)

    assert (before.status_code, after.status_code, after.json()["code"]) == (200, 403, "link_refused")
    assert (await custody(rows))[-1] == "denied"


@pytest.mark.parametrize("place", [0, 5, 12, 30, -1])
async def test_a_changed_link_is_refused(world, place: int) -> None:
    url = await link(world, await uploaded(world))
    start, _, token = url.partition("token=")
    letters = list(token)
    letters[place] = "A" if letters[place] != "A" else "B"

    response = await follow(world, f"{start}token={''.join(letters)}")

    assert (response.status_code, response.json()["code"]) == (403, "link_refused")


@pytest.mark.parametrize("token", ["", "x", "é", "A" * 54, "=" * 20])
async def test_nonsense_is_no_link(world, token: str) -> None:
    item = await uploaded(world)

    response = await world.get(f"/items/{item}/content", params={"token": token})

    assert response.status_code == 403


async def test_a_link_is_for_one_object_one_person_and_nothing_more(world) -> None:
    first, second = await uploaded(world), await uploaded(world)
    url = await link(world, first)

    other_object = await follow(world, url.replace(first, second))
    other_party = await follow(world, url, by="buyer")
    extra = await follow(world, f"{url}&x=1")
    other_tenant = await world.client.get(url, headers=world.token(tenant=new_id()))

    statuses = [r.status_code for r in (other_object, other_party, extra, other_tenant)]
    assert statuses == [403, 403, 422, 404]


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [("bytes=0-9", 206, 0, 10), ("bytes=5-", 206, 5, None), ("bytes=-7", 206, -7, None),
     ("bytes=0-99999999", 206, 0, None), ("bytes=9-5", 200, 0, None), ("bytes=0-0,2-2", 200, 0, None),
     ("bytes=" + "0-0," * 5_000 + "1-1", 200, 0, None), ("lines=1-2", 200, 0, None),
     ("bytes=99999999-", 416, 0, 0), ("bytes=-0", 416, 0, 0)],
)  # fmt: skip
async def test_one_part_can_be_asked_for(world, asked, status, start, end) -> None:
    url = await link(world, await uploaded(world))

    response = await follow(world, url, Range=asked)

    assert response.status_code == status
    if status == 416:
        assert response.headers["content-range"] == f"bytes */{len(PICTURE)}"
    else:
        assert response.content == PICTURE[start:end]


async def test_a_file_changed_on_the_disk_is_not_handed_out(world, home, rows) -> None:
    url = await link(world, await uploaded(world))
    [path] = [f for f in (home / "objects").rglob("*") if f.is_file()]
    path.chmod(0o640)
    path.write_bytes(PICTURE[:-1] + bytes([PICTURE[-1] ^ 1]))

    changed = await follow(world, url)
    path.unlink()
    missing = await follow(world, url)

    assert [r.json()["code"] for r in (changed, missing)] == ["content_altered"] * 2
    assert (await custody(rows))[-2:] == ["denied", "denied"]


async def test_only_files_are_downloaded(world) -> None:
    item = (await world.submit()).json()["id"]

    response = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.token())

    assert (response.status_code, response.json()["code"]) == (409, "not_a_file")


async def test_the_chain_of_custody_holds_and_shows_a_missing_link(world, rows) -> None:
    url = await link(world, await uploaded(world))
    for _ in range(3):
        await follow(world, url)

    links = await rows("SELECT prev_hash, hash, canonical FROM evidence.audit_custody ORDER BY seq")

    previous = None
    for found in links:
        assert found.prev_hash == previous
        assert found.hash == hashlib.sha256((previous or b"") + found.canonical).digest()
        previous = found.hash
    assert len(links) == 5


async def test_the_service_cannot_rewrite_what_was_kept(world, begin, rows) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import ProgrammingError

    await uploaded(world)
    for statement in ("UPDATE evidence.custody SET seq = 9", "DELETE FROM evidence.custody",
                      "UPDATE evidence.files SET size = 1", "DELETE FROM evidence.files", "DELETE FROM evidence.items",
                      "UPDATE evidence.items SET content = '{}'", "UPDATE evidence.files SET filename = 'x'",
                      "UPDATE evidence.object_keys SET key = 'x'", "DELETE FROM evidence.object_keys"):  # fmt: skip
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with begin(world.tenant) as tx:
                await tx.execute(text(statement))


async def test_another_platform_sees_no_row(world, begin) -> None:
    from sqlalchemy import text

    await uploaded(world)
    await world.asked()

    async with begin(new_id()) as tx:
        for table in ("known_cases", "requests", "items", "files", "custody"):
            assert (await tx.execute(text(f"SELECT count(*) FROM evidence.{table}"))).scalar() == 0


async def test_reading_the_other_sides_record_is_entered_once_a_person(world, rows) -> None:
    item = (await world.submit()).json()["id"]

    for by in ("seller", "buyer", "buyer", "operator"):
        seen = (await world.get(f"/items/{item}", by)).json()
        assert seen["shipment_record"]["tracking_number"] == "JD014600003RU"

    assert await custody(rows) == ["received", "viewed", "viewed"]


async def test_evidence_is_listed_page_by_page(world) -> None:
    made = [(await world.submit()).json()["id"] for _ in range(5)]
    params = {"dispute": world.dsp, "limit": 2}

    seen, cursor = [], None
    while cursor is not None or not seen:
        page = (await world.get("", params=params | ({"cursor": cursor} if cursor else {}))).json()
        seen += [item["id"] for item in page["data"]]
        cursor = page["next_cursor"]

    assert seen == made[::-1]


@pytest.mark.parametrize("params", [{}, {"dispute": "x"}, {"limit": 0}, {"nonsense": 1}])
async def test_a_malformed_list_is_refused(world, params) -> None:
    about = {"dispute": world.dsp} | params if params else {}

    assert (await world.get("", params=about)).status_code == 422


async def test_an_unknown_item_and_a_foreign_one_look_the_same(world) -> None:
    item = await uploaded(world)
    stranger = world.token(sub="stranger")

    answers = [await world.client.get(f"/v1/evidence/items/{id}", headers=stranger)
               for id in (item, format_id("evd", new_id()))]  # fmt: skip

    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
async def test_dor_w21_text_is_handed_out_without_a_charset_that_it_may_not_be_in(world, encoding: str) -> None:
    content = "Gr\u00fc\u00dfe \u2013 5\u00a0\u20ac\n".encode(encoding)
    item = (await world.upload(content, kind="document")).json()["id"]

    answer = await follow(world, await link(world, item))

    assert (answer.content, answer.headers["content-type"]) == (content, "text/plain")
