"""Little files that contacts send: a drawn photo, a beep for a voice, a page of PDF. Made here, so nobody's picture."""

from __future__ import annotations

import io
import math
import random
import struct
import wave
import zlib

PHOTO = ("image/png", "foto.png")
VOICE = ("audio/wav", "nota.wav")
DOCUMENT = ("application/pdf", "documento.pdf")
_WIDTH, _HEIGHT = 320, 240
_EARTH = ((156, 91, 60), (47, 107, 87), (179, 112, 60), (106, 114, 104))


def photo(seed: int) -> bytes:
    """Return a PNG of a pot on a table, cracked or not."""
    chance = random.Random(seed)
    clay, cracked = chance.choice(_EARTH), chance.random() < 0.6
    wobble = chance.uniform(0.02, 0.06)
    rows = bytearray()
    for y in range(_HEIGHT):
        rows.append(0)
        for x in range(_WIDTH):
            rows += bytes(_pixel(x, y, clay, wobble, cracked))
    return _png(bytes(rows))


def _pixel(x: int, y: int, clay: tuple[int, int, int], wobble: float, cracked: bool) -> tuple[int, int, int]:
    dx, dy = (x - _WIDTH / 2) / 95, (y - 128) / 72
    inside = dx * dx + dy * dy < 1 and y > 70
    if not inside:
        wall = 226 - y // 12 if y < 178 else 148 - (y - 178) // 4
        return (wall, wall - 6, max(0, wall - 18))
    if cracked and abs(x - 168 - 9 * math.sin(y * wobble * 4)) < 1.4 and y > 92:
        return (38, 26, 22)
    light = 1.15 - 0.45 * (dx + 1) / 2 - 0.1 * dy
    return tuple(max(0, min(255, int(one * light))) for one in clay)  # type: ignore[return-value]


def _png(rows: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def voice(seconds: float = 1.6) -> bytes:
    """Return a WAV of a hum."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        count = int(8_000 * seconds)
        values = (int(6_000 * math.sin(n * 0.17) * math.sin(math.pi * n / count)) for n in range(count))
        sound.writeframes(b"".join(struct.pack("<h", value) for value in values))
    return out.getvalue()


def document(title: str) -> bytes:
    """Return a PDF of one page that says `title`."""
    safe = "".join(one for one in title if one.isascii() and one not in "()\\")
    drawing = f"BT /F1 20 Tf 60 760 Td ({safe}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
