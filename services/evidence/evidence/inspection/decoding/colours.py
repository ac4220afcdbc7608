"""Colours of previews: what every screen shows, whatever a camera or a printer has written them in."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageCms

SRGB: Final = ImageCms.createProfile("sRGB")
MAX_PROFILE_BYTES: Final = 4_000_000


def show_in_srgb(image: Image.Image) -> Image.Image:
    """Convert to sRGB by its colour profile: phones write more, printers CMYK. One that is broken is ignored."""
    profile = image.info.get("icc_profile")
    if not profile or len(profile) > MAX_PROFILE_BYTES:
        return image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        shown = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")
    return image.convert("RGB") if shown is None else shown
