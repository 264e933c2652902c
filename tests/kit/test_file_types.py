"""Files are what their content says."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from trato.kit.file_types import DangerousFile, sniff


def a_picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


def an_enormous_picture() -> bytes:
    """A few bytes that say they are 100,000 by 100,000 points."""
    picture = bytearray(a_picture("PNG"))
    picture[16:24] = (100_000).to_bytes(4) + (100_000).to_bytes(4)
    picture[29:33] = zlib.crc32(picture[12:29]).to_bytes(4)
    return bytes(picture)


def an_archive(*names: str, content: bytes = b"x") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


KNOWN = {
    "image/png": a_picture("PNG"),
    "image/jpeg": a_picture("JPEG"),
    "image/gif": a_picture("GIF"),
    "image/webp": a_picture("WEBP"),
    "application/pdf": b"%PDF-1.7\n",
    "audio/ogg": b"OggS\0\2" + b"\0" * 30,
    "audio/mpeg": b"ID3\4" + b"\0" * 30,
    "audio/wav": b"RIFF\0\0\0\0WAVEfmt ",
    "video/mp4": b"\0\0\0\x18ftypmp42" + b"\0" * 20,
    "audio/mp4": b"\0\0\0\x18ftypM4A " + b"\0" * 20,
    "image/heic": b"\0\0\0\x18ftypheic" + b"\0" * 20,
    "video/webm": b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x82\x84webm",
    "application/zip": an_archive("a.txt"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": an_archive("word/document.xml"),
    "text/plain": "Señor, ¿qué tal? 😀".encode(),
    "text/html": b"  <!DOCTYPE html><html>",
    "image/svg+xml": b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><svg/>',
    "application/octet-stream": b"\x00\x01\x02\x03",
}


@pytest.mark.parametrize("mime", KNOWN)
def test_a_kind_is_known_by_its_content(mime: str) -> None:
    assert sniff(KNOWN[mime], "foto.png").mime == mime


def test_nothing_that_can_run_is_shown_in_a_page() -> None:
    for mime in ("image/svg+xml", "text/html", "application/pdf", "text/plain", "application/zip"):
        assert not sniff(KNOWN[mime]).safe_inline
    assert sniff(KNOWN["image/png"]).safe_inline


def test_svg_in_two_byte_letters_is_not_taken_for_anything_harmless() -> None:
    assert not sniff('<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16")).safe_inline


def test_a_picture_of_ten_thousand_million_points_is_refused_without_opening_it() -> None:
    picture = an_enormous_picture()
    with pytest.raises(DangerousFile, match="pixel_bomb"):
        sniff(picture)


def test_an_archive_that_grows_a_thousandfold_is_refused() -> None:
    with pytest.raises(DangerousFile, match="archive_bomb"):
        sniff(an_archive("a", content=b"\0" * 32 * 1024 * 1024))


def test_a_table_is_a_table_only_when_its_content_is_text() -> None:
    assert sniff(b"a,b\n1,2\n", "ventas.csv").mime == "text/csv"
    assert sniff(KNOWN["image/png"], "ventas.csv").mime == "image/png"


@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind(content: bytes) -> None:
    assert "/" in sniff(content).mime


@given(st.sampled_from(sorted(KNOWN)), st.data())
def test_a_file_cut_anywhere_is_still_safe(mime: str, data: st.DataObject) -> None:
    content = KNOWN[mime]
    cut = content[: data.draw(st.integers(0, len(content)))]
    found = sniff(cut)
    assert not found.safe_inline or found.mime == mime or found.mime == "video/mp4"


def test_a_broken_picture_is_not_shown_although_it_begins_like_one() -> None:
    assert not sniff(KNOWN["image/png"][:20]).safe_inline
