# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A person's name, address and phone, taken out of texts that others wrote.

>>> erase = Traces("Maija Virta", "m.virta@example.fi", "040 1234567", "Erased 5")
>>> erase.out_of('"Maija Virta" <M.Virta@example.fi>')
'"Erased 5" <erased@invalid>'
>>> erase.out_of('MAIJA VIRTA <a href="tel:040%201234567">040 1234567</a>')
'Erased 5 <a href="tel:"></a>'
>>> erase.out_of("Maija Virta, not Maija Virtanen or am.virta@example.fi")
'Erased 5, not Maija Virtanen or am.virta@example.fi'
"""

import re
from html import escape
from urllib.parse import quote

# Nobody has it: RFC 2606 keeps the domain for this.
ADDRESS = "erased@invalid"
# What may stand in a name or an address: beside it begins or ends another one.
BEFORE, AFTER = r"(?<![\w.+-])", r"(?![\w-]|\.\w)"


class Traces:
    """What tells who a person was, and what stands there instead.

    :param str name: a name of one word is passed over: it may be any word
    :param str address: "" without one
    :param str phone: as it is written; a short one may be any number
    :param str instead: what stands for the name
    """

    def __init__(self, name, address, phone, instead):
        self.rules = {}
        if address:
            self._add(address, ADDRESS)
        if len(name.split()) > 1:
            for spelling in (name, escape(name, quote=False)):
                self._add(spelling, instead)
        if len(re.sub(r"\D", "", phone)) > 6:
            for spelling in (phone, quote(phone, safe="+")):  # as a link has it
                self._add(spelling, "")

    def _add(self, spelling, instead):
        pattern = BEFORE + re.escape(spelling) + AFTER
        self.rules[spelling] = re.compile(pattern, re.IGNORECASE), instead

    @property
    def spellings(self):
        """What to look for: without one of these no text names the person."""
        return list(self.rules)

    def out_of(self, text):
        """Return a text without the person; the same one where it names nobody."""
        for pattern, instead in self.rules.values():
            text = pattern.sub(lambda _found, instead=instead: instead, text)
        return text
