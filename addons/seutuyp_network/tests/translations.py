# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io

import polib

from odoo.modules import get_module_path
from odoo.tests import TransactionCase
from odoo.tools.translate import trans_export


def terms(file):
    """Return every term with the records and views that it belongs to."""
    return {
        (entry.msgid, place)
        for entry in file
        for place, _line in entry.occurrences
        if place.startswith(("model:", "model_terms:"))
    }


class TranslationCase(TransactionCase):
    """A term that changed in the source is changed in the .po files as well."""

    addon = None

    def check_terms(self):
        buffer = io.BytesIO()
        trans_export(None, [self.addon], buffer, "po", self.env)
        today = terms(polib.pofile(buffer.getvalue().decode()))
        self.assertTrue(today)
        for name in ("fi.po", "sv.po"):
            path = f"{get_module_path(self.addon)}/i18n/{name}"
            with self.subTest(file=name):
                self.assertFalse(today - terms(polib.pofile(path)))
