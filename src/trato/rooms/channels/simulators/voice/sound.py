"""A sound in place of a voice: a quiet hum, so that a recording is a real file that plays."""

from __future__ import annotations

import io
import math
import struct
import wave

RATE = 8_000  # samples a second, as telephones have


def spoken_sound(seconds: int) -> bytes:
    """Return a WAV of that length."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        step = 2 * math.pi * 220 / RATE
        samples = (int(2_000 * math.sin(step * n) * (0.5 + 0.5 * math.sin(n / 900))) for n in range(RATE * seconds))
        sound.writeframes(b"".join(struct.pack("<h", one) for one in samples))
    return out.getvalue()
