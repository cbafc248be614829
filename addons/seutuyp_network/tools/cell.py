# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Cells of an Excel that comes back: what is the same, and who has changed what.

No ORM here. A file is made from what is in the system, changed by one person while
others change that, and comes back. Every cell is compared three ways: as it went out,
as it came back, as the system is now. Of how it went out the file keeps a fingerprint.

A *column* has ``key``, ``kind``, ``multiple``, ``choices`` and ``zero``, see
``tools/sheet.py``; a *value* is what that module reads from a cell.
"""

import hashlib
import re

# What a cell of Excel holds, less some room.
LONGEST = 32_000
NOTHING = ("-", "–", "—")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text):
    """Return a text as it comes back from Excel.

    >>> clean(" a\\r\\nb\\x0b "), clean(" - "), clean(None)
    ('a\\nb', None, None)
    """
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    text = CONTROL.sub("", text.replace("\u00a0", " "))[:LONGEST].strip()
    return None if text in NOTHING else text or None


def canonical(column, value):
    """Return a value in the one form in which it is compared.

    >>> from types import SimpleNamespace as Column
    >>> canonical(Column(kind="number", multiple=False, zero=False), 0.0)
    >>> canonical(Column(kind="number", multiple=False, zero=True), 0)
    0.0
    >>> names = Column(kind="reference", multiple=True)
    >>> canonical(names, ("B Oy", "a  oy"))
    ('a oy', 'b oy')
    >>> from datetime import date
    >>> canonical(Column(kind="date", multiple=False), date(2027, 3, 2))
    '2027-03-02'
    """
    if column.multiple:
        single = [_canonical_one(column, item) for item in value or ()]
        return tuple(sorted({item for item in single if item is not None})) or None
    return _canonical_one(column, value)


def _canonical_one(column, value):
    if value is None or value is False or value == "":
        return None
    if column.kind == "number":
        number = round(float(value), 4)
        return number if column.zero else number or None
    if column.kind == "date":
        return value.isoformat()
    if column.kind == "reference":
        return " ".join(value.casefold().split()) or None
    return clean(value)


def fingerprint(column, value):
    """Return a short mark of a value; equal values have equal marks.

    >>> from types import SimpleNamespace as Column
    >>> text = Column(kind="text", multiple=False)
    >>> fingerprint(text, "a ") == fingerprint(text, "a") != fingerprint(text, "b")
    True
    """
    text = repr(canonical(column, value)).encode()
    return hashlib.sha256(text).hexdigest()[:8]


def pack(columns, cells):
    """Return the fingerprints of a row as one text; :func:`unpack` reads it.

    >>> from types import SimpleNamespace as Column
    >>> column = Column(key="name", kind="text", multiple=False)
    >>> unpack(pack([column], {"name": "a"})) == {"name": fingerprint(column, "a")}
    True
    >>> unpack("name:1 nonsense :")
    {'name': '1'}
    """
    return " ".join(
        f"{column.key}:{fingerprint(column, cells.get(column.key))}"
        for column in columns
    )


def unpack(text):
    pairs = (part.partition(":") for part in (text or "").split())
    return {key: mark for key, _colon, mark in pairs if key and mark}


def compare(column, mark, new, old):
    """Tell what became of a cell.

    :param mark: fingerprint of the cell as it went out; None: not known
    :param new: as it came back
    :param old: as the system is now
    :return: ``same``: nothing to do; ``changed``: by the file; ``conflict``: by the
        file and, otherwise, by somebody in the system

    >>> from types import SimpleNamespace as Column
    >>> text = Column(kind="text", multiple=False)
    >>> mark = fingerprint(text, "went out")
    >>> compare(text, mark, "new", "went out"), compare(text, mark, "new", "newer")
    ('changed', 'conflict')
    >>> compare(text, mark, "went out", "newer"), compare(text, mark, "new", "new")
    ('same', 'same')
    """
    if canonical(column, new) == canonical(column, old):
        return "same"
    if mark is None:
        return "conflict"
    if fingerprint(column, new) == mark:
        return "same"
    return "changed" if fingerprint(column, old) == mark else "conflict"


def shown(column, value):
    """Return a value as people read it.

    >>> from types import SimpleNamespace as Column
    >>> from datetime import date
    >>> days = Column(kind="date", multiple=True, choices=())
    >>> shown(days, (date(2027, 3, 2), date(2027, 4, 2)))
    '2.3.2027; 2.4.2027'
    >>> shown(Column(kind="choice", multiple=False, choices=[("a", "Apple")]), "a")
    'Apple'
    >>> shown(Column(kind="number", multiple=False, choices=()), 2.0)
    '2'
    """
    if column.multiple:
        return "; ".join(_shown_one(column, item) for item in value or ())
    return _shown_one(column, value)


def _shown_one(column, value):
    if value is None or value is False or value == "":
        return ""
    if column.kind == "date":
        return f"{value.day}.{value.month}.{value.year}"
    if column.kind == "number":
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if column.kind == "choice":
        return next((item[1] for item in column.choices if item[0] == value), value)
    return str(value)


def written(column, value):
    """Return a value in the form in which it is written into a cell."""
    if not column.multiple and column.kind in ("date", "number"):
        return value or (value if column.zero and value == 0 else None)
    text = shown(column, value)
    return text if column.kind in ("choice", "reference") else clean(text)


def unique(names):
    """Return a label of its own for each of the names.

    :param names: {thing: (name, hint)}; the hint tells namesakes apart

    >>> unique({1: ("Oy", "123"), 2: ("Oy", "123"), 3: ("Ab", ""), 4: ("oy", "")})
    {1: 'Oy (123)', 2: 'Oy (123) (2)', 3: 'Ab', 4: 'oy'}
    """
    counts, labels, taken = {}, {}, set()
    for name, _hint in names.values():
        plain = " ".join(name.casefold().split())
        counts[plain] = counts.get(plain, 0) + 1
    for thing, (name, hint) in names.items():
        name = " ".join(name.split())
        many = counts[name.casefold()] > 1
        label = base = f"{name} ({hint})" if many and hint else name
        number = 1
        while label.casefold() in taken:
            number += 1
            label = f"{base} ({number})"
        taken.add(label.casefold())
        labels[thing] = label
    return labels
