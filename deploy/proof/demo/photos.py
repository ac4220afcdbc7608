"""Photos to upload: drawn, so that nobody's are in the repository, but as real to the suite as any."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw


def draw_damage(seed: int) -> bytes:
    """Draws a lamp with a crack, in JPEG. Every seed cracks it another way."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (640, 480), (214, 209, 200))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(220, 120), (420, 120), (480, 280), (160, 280)], fill=(236, 193, 92))
    draw.rectangle((306, 280, 334, 420), fill=(92, 84, 76))
    draw.ellipse((240, 405, 400, 440), fill=(92, 84, 76))
    point = (chance.randrange(240, 400), 125)
    while point[1] < 275:
        following = (point[0] + chance.randrange(-30, 31), point[1] + chance.randrange(12, 30))
        draw.line([point, following], fill=(40, 30, 20), width=4)
        point = following
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
