# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Signature pictures and names from outside, made harmless. No ORM here."""

import base64
import binascii
import io
import unicodedata

from PIL import Image, UnidentifiedImageError

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 4000 * 4000
BOX = (1200, 400)
FORMATS = ("PNG", "JPEG")
MAX_NAME = 120


class BadSignature(ValueError):
    """The picture or name cannot be taken; ``code`` says why."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def clean_text(text, limit=MAX_NAME):
    """Return a name or capacity in one line, without control characters.

    :param str text: what somebody typed
    :param int limit: most characters allowed
    :raise BadSignature: ``empty``, ``too_long`` or ``markup``

    >>> clean_text("  Maija   Esimerkki ")
    'Maija Esimerkki'
    >>> clean_text("<b>x</b>")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    BadSignature: markup
    """
    if not isinstance(text, str):
        raise BadSignature("empty")
    visible = "".join(
        " " if unicodedata.category(char).startswith("Z") else char
        for char in unicodedata.normalize("NFC", text)
        if not unicodedata.category(char).startswith("C") or char in "\t\n\r"
    )
    line = " ".join(visible.split())
    if not line or not any(char.isalpha() for char in line):
        raise BadSignature("empty")
    if len(line) > limit:
        raise BadSignature("too_long")
    if "<" in line or ">" in line:
        raise BadSignature("markup")
    return line


def clean_image(data):
    """Return the picture drawn anew as PNG, so that nothing but pixels is kept.

    :param data: base64 text or bytes, with or without a ``data:`` prefix
    :return: PNG bytes, at most 1200 by 400 pixels
    :raise BadSignature: ``empty``, ``too_big``, ``not_image`` or ``blank``
    """
    raw = _decode(data)
    if len(raw) > MAX_BYTES:
        raise BadSignature("too_big")
    try:
        picture = Image.open(io.BytesIO(raw), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise BadSignature("too_big")
        picture = picture.convert("RGBA")
    except Image.DecompressionBombError as error:
        raise BadSignature("too_big") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, BadSignature):
            raise
        raise BadSignature("not_image") from error
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    grey = paper.convert("L")
    low, high = grey.getextrema()
    if high - low < 16:
        raise BadSignature("blank")
    paper = paper.convert("RGB")
    paper.thumbnail(BOX)
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()


def _decode(data):
    if isinstance(data, bytes):
        data = data.decode("ascii", "replace")
    if not isinstance(data, str) or not data.strip():
        raise BadSignature("empty")
    if data.startswith("data:"):
        data = data.partition(",")[2]
    if len(data) > MAX_BYTES * 4 // 3 + 8:
        raise BadSignature("too_big")
    try:
        raw = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadSignature("not_image") from error
    if not raw:
        raise BadSignature("empty")
    return raw
