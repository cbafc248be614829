# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

I18N = Path(__file__).parents[1] / "i18n"


def terms(file):
    """Return every term with the records and views that it belongs to."""
    return {
        (entry.msgid, place)
        for entry in file
        for place, _line in entry.occurrences
        if place.startswith(("model:", "model_terms:"))
    }


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """A term that changed in the source is changed in the .po files as well."""

    def test_files_hold_today_terms(self):
        buffer = io.BytesIO()
        trans_export(None, ["seutuyp_process"], buffer, "po", self.env)
        today = terms(polib.pofile(buffer.getvalue().decode()))
        for name in ("fi.po", "sv.po"):
            kept = terms(polib.pofile(str(I18N / name)))
            with self.subTest(file=name):
                self.assertFalse(today - kept)
