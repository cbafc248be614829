# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields
from odoo.tools.translate import html_translate


class HtmlByLanguage(fields.Html):
    """A sanitised HTML field in which every language keeps a text of its own.

    Core translates such a field paragraph by paragraph: whoever changes the structure
    in one language puts that language's text into all others. For texts of an
    agreement, which officials edit in each language, that would be a trap.
    """

    def _get_attrs(self, model_class, name):
        attrs = super()._get_attrs(model_class, name)
        if attrs.get("translate") is html_translate:
            attrs["translate"] = True
        return attrs
