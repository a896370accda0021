"""Paints the lines of `pdf_press` as a page's picture, as a scanner would see it; and packs pictures as a PDF."""

from __future__ import annotations

import io
import os
import subprocess
from functools import cache

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.index.pdf_press import Line, stream, write


@cache
def _font_path() -> str:
    """A font with Chinese glyphs; tests/install_tools.sh installs one."""
    try:
        found = subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, timeout=60).stdout
    except OSError:
        found = ""
    fonts = sorted(line.strip().rstrip(":") for line in found.splitlines() if line.strip())
    for wanted in ("NotoSerifCJK-Regular", "NotoSansCJK-Regular", "wqy", "uming", ""):
        for font in fonts:
            if wanted in font:
                return font
    if os.environ.get("CI"):
        raise AssertionError("no font with Chinese glyphs: run tests/install_tools.sh")
    pytest.skip("no font with Chinese glyphs: run tests/install_tools.sh")


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_font_path(), size)


def paint(lines: list[Line], box: tuple[float, float, float, float], dpi: int, *, skew: float = 0) -> Image.Image:
    """The picture of a page whose media box is `box` (points); `skew` turns it by degrees."""
    left, bottom, right, top = box
    scale = dpi / 72
    image = Image.new("L", (round((right - left) * scale), round((top - bottom) * scale)), 250)
    draw = ImageDraw.Draw(image)
    for line in lines:
        font = _font(line.size * scale)
        x, y = (line.x - left) * scale, (top - line.y) * scale
        for sign in line.text:
            if line.vertical:  # `pdf_press` hangs a vertical line from the middle of its first sign's top
                draw.text((x, y), sign, 20, font, anchor="ma")
                y += line.size * scale
            else:
                draw.text((x, y), sign, 20, font, anchor="ls")
                x += ((0.5 if ord(sign) < 128 else 1) * line.size + line.spread) * scale
    return image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=250) if skew else image


def pack(images: list[Image.Image], dpi: int) -> bytes:
    """A PDF with a page for each picture, as scanners make them: no text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for image in images:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=85)
        width, height = (side * 72 / dpi for side in image.size)
        colours = "DeviceGray" if image.mode == "L" else "DeviceRGB"
        entries = f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} /BitsPerComponent 8"
        objects.append(stream(out.getvalue(), f"{entries} /ColorSpace /{colours} /Filter /DCTDecode"))
        objects.append(stream(f"q {width} 0 0 {height} 0 0 cm /I Do Q".encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {len(objects)} 0 R "
            f"/Resources << /XObject << /I {len(objects) - 1} 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return write(objects)
