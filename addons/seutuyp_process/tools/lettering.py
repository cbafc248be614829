# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How wide a text is, and where its lines break, without a font at hand.

Widths are those of common sans-serif letters in parts of the letter size, a little
generous, so that a text fits whichever of them is there.
"""

import re

# What XML cannot hold, although a person may have pasted it.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NARROW = dict.fromkeys("iljI.,:;'|!()[]/ ", 0.31) | dict.fromkeys("ftr-", 0.38)
WIDE = dict.fromkeys("mwMW@%", 0.92)
CAPITAL, OTHER = 0.72, 0.58
LEFT_OVER = 3  # letters at least go on to the next line


def printable(text):
    """Return a text without what no document can hold.

    >>> printable("a\\x0bb")
    'a b'
    """
    return UNPRINTABLE.sub(" ", text or "")


def width(text, size):
    """Return about how wide a text is in letters of this size.

    >>> round(width("ilma", 10), 1)
    21.2
    """
    return size * sum(_letter(letter) for letter in text)


def _letter(letter):
    found = NARROW.get(letter) or WIDE.get(letter)
    return found or (CAPITAL if letter.isupper() else OTHER)


def wrap(text, room, size, most=None):
    """Return the lines of a text in this room; a word too long is broken with a hyphen.

    :param int most: lines at most; the last one then ends in an ellipsis

    >>> wrap("Yrityskäynti yhdessä", 80, 12)
    ['Yrityskäynti', 'yhdessä']
    >>> wrap("omistajanvaihdospalvelut", 80, 12)
    ['omistajanva-', 'ihdospalvelut']
    >>> wrap("Etelä-Pohjanmaan", 80, 12)
    ['Etelä-', 'Pohjanmaan']
    >>> wrap("a b c d", 24, 12, most=1)
    ['a…']
    """
    lines = [""]
    for word in printable(text).split():
        joined = f"{lines[-1]} {word}".strip()
        if width(joined, size) <= room:
            lines[-1] = joined
            continue
        pieces = _pieces(word, room, size)
        lines += pieces if lines[-1] else []
        lines = lines if lines[-1] else pieces
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], room, size)]
    return lines


def _pieces(word, room, size):
    pieces, rest = [], word
    while width(rest, size) > room:
        own = _own_hyphen(rest, room, size)
        if own:
            pieces.append(rest[:own])
            rest = rest[own:]
            continue
        ends = range(max(len(rest) - LEFT_OVER, 1), 1, -1)
        end = next((end for end in ends if width(rest[:end] + "-", size) <= room), 1)
        pieces.append(rest[:end] + "-")
        rest = rest[end:]
    return [*pieces, rest]


def _own_hyphen(word, room, size):
    """Return where a word has a hyphen of its own that ends a line, or 0."""
    ends = (place for place in range(len(word) - 1, 1, -1) if word[place - 1] == "-")
    return next((end for end in ends if width(word[:end], size) <= room), 0)


def _shortened(line, room, size):
    while line and width(line + "…", size) > room:
        line = line[:-1].rstrip()
    return line.rstrip() + "…"
