"""Tiny PDFs for tests, written by hand: Chinese by the standard's own font and code tables, so nothing is embedded."""

from __future__ import annotations

import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    x: float
    y: float
    text: str
    size: float = 9
    before: str = ""
    vertical: bool = False
    spread: float = 0


def _content(lines: list[Line]) -> bytes:
    parts = []
    for line in lines:
        font = "V" if line.vertical else "F"
        code = line.text.encode("utf-16-be").hex()
        parts.append(
            f"q {line.before} BT /{font} {line.size} Tf {line.spread} Tc 1 0 0 1 {line.x} {line.y} Tm <{code}> Tj ET Q"
        )
    return "\n".join(parts).encode()


def write(objects: list[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def press(pages: list[list[Line] | bytes], *, extra: str = "", box: str = "0 0 595 842", trailer: str = "") -> bytes:
    """A PDF with a page for each list of lines (or for ready-made content)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra.encode(), b""]
    for name in ("H", "V"):
        objects.append(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-{name} "
            f"/DescendantFonts [{4 if name == 'H' else 6} 0 R] >>".encode()
        )
        objects.append(
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
            b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R >>"
        )
    objects.append(
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    kids = []
    for page in pages:
        content = page if isinstance(page, bytes) else zlib.compress(_content(page))
        packed = "" if isinstance(page, bytes) else "/Filter /FlateDecode"
        objects.append(stream(content, packed))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F 3 0 R /V 5 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return write(objects, f"/Root 1 0 R {trailer}")
