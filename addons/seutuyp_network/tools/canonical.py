# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The one text that is signed, and its hash. No ORM here.

Everything a party signs is put into one JSON document whose bytes are stored and
hashed as they are; what people read is drawn from those bytes.
"""

import hashlib
import json
import unicodedata

FORMAT = 1


def _normalised(value):
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, dict):
        return {key: _normalised(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_normalised(item) for item in value]
    return value


def serialise(content):
    """Return the canonical bytes of ``content``.

    :param dict content: strings, numbers, booleans, None, lists and dicts
    :return: UTF-8 bytes, the same for the same content whatever the order of keys

    >>> serialise({"b": 1, "a": "x\\r\\n"}) == serialise({"a": " x", "b": 1})
    True
    >>> serialise({"a": "é"}) == serialise({"a": "e\\u0301"})
    True
    """
    document = {"format": FORMAT, **_normalised(content)}
    return json.dumps(
        document,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()


def digest(data):
    """Return the SHA-256 of ``data`` in hexadecimal.

    :param bytes data: a file or canonical bytes

    >>> digest(b"")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(data).hexdigest()


def parse(data):
    """Return the content that :func:`serialise` made ``data`` from.

    :raise ValueError: the format is not known

    >>> parse(serialise({"a": 1}))["a"]
    1
    """
    content = json.loads(data)
    if content.get("format") != FORMAT:
        raise ValueError("unknown content format")
    return content
