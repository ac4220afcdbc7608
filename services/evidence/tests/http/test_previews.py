from __future__ import annotations

import io

from PIL import Image

from evidence.testing import a_sound, an_image


async def test_sec_36_what_people_see_is_a_picture_made_anew(world, rows) -> None:
    item = (await world.upload(an_image())).json()["id"]

    response = await world.get(f"/items/{item}/preview")

    assert (response.status_code, response.headers["content-type"]) == (200, "image/jpeg")
    assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert (response.headers["x-content-type-options"], response.headers["cache-control"]) == (
        "nosniff", "private, no-store",
    )  # fmt: skip
    with Image.open(io.BytesIO(response.content)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (320, 240))


async def test_who_has_seen_a_picture_is_entered_once(world, rows) -> None:
    item = (await world.upload(an_image())).json()["id"]

    for by in ("seller", "seller", "operator"):
        assert (await world.get(f"/items/{item}/preview", by)).status_code == 200

    viewed = await rows("SELECT actor_role FROM evidence.custody WHERE action = 'viewed' ORDER BY seq")
    assert [entry.actor_role for entry in viewed] == ["seller", "operator"]


async def test_sound_has_no_picture(world) -> None:
    item = (await world.upload(a_sound(), kind="audio")).json()["id"]

    response = await world.get(f"/items/{item}/preview")

    assert (response.status_code, response.json()["code"]) == (404, "no_preview")


async def test_an_altered_file_shows_nothing(world, rows, home) -> None:
    item = (await world.upload(an_image())).json()["id"]
    [stored] = await rows("SELECT path FROM evidence.files")
    file = home / "objects" / stored.path
    file.chmod(0o600)
    file.write_bytes(an_image("JPEG"))

    response = await world.get(f"/items/{item}/preview")

    assert (response.status_code, response.json()["code"]) == (409, "content_altered")


async def test_sec_3_a_sealed_picture_is_not_seen_by_the_other_side(world) -> None:
    await world.asked("buyer", ("photo",), sealed=True)
    item = (await world.upload(an_image())).json()["id"]

    assert (await world.get(f"/items/{item}/preview", "seller")).status_code == 404
    assert (await world.get(f"/items/{item}/preview", "buyer")).status_code == 200
