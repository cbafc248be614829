# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Where a long Finnish word may break in a narrow column. No ORM here.

The PDF engine knows no hyphenation of Finnish and would break words anywhere.
"""

import re

SOFT = "\N{SOFT HYPHEN}"
# A syllable begins with the last consonant before a vowel.
_SYLLABLE = re.compile(r"(?<=\w{3})(?=[bcdfghjklmnpqrstvwxz][aeiouyäöå]\w)", re.I)


def softened(text):
    """Return a text whose words may break between syllables.

    >>> softened("Toimintasuunnitelma").replace(SOFT, "-")
    'Toi-min-ta-suun-ni-telma'
    >>> softened("Tiedonkeruu, käyttöoikeus").replace(SOFT, "-")
    'Tie-don-ke-ruu, käyt-töoi-keus'
    >>> softened("Alueen yhdyshenkilö").replace(SOFT, "-")
    'Alueen yhdys-hen-kilö'
    """
    return _SYLLABLE.sub(SOFT, text)
