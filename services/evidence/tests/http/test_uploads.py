from __future__ import annotations

import hashlib

import pytest

from evidence.testing import an_image


@pytest.mark.parametrize(
    ("format", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("GIF", "image/gif")],
)
async def test_a_picture_is_kept_as_it_came(world, rows, home, format, media_type) -> None:
    picture = an_image(format)

    response = await world.upload(picture, filename="../../my parcel.exe")

    assert response.status_code == 201, response.text
    file = response.json()["file"]
    assert file == {
        "filename": f"my parcel{'.jpg' if format == 'JPEG' else '.' + format.lower()}",
        "media_type": media_type,
        "size": len(picture),
        "sha256": hashlib.sha256(picture).hexdigest(),
        "scan_state": "not_scanned",
    }
    [stored] = await rows("SELECT path, sha256 FROM evidence.audit_objects")
    assert (home / "objects" / stored.path).read_bytes() == picture
    assert (home / "objects" / stored.path).stat().st_mode & 0o777 == 0o440
