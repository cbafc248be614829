# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.models import READ_GROUP_DISPLAY_FORMAT

# A month that stands alone: core's "MMMM" is the case it has within a date, so that
# Finnish lists, graphs and dashboards would read "marraskuuta 2026".
READ_GROUP_DISPLAY_FORMAT["month"] = "LLLL yyyy"


class ResLang(models.Model):
    _inherit = "res.lang"

    @api.model
    def _html_code(self, code=None):
        """Return a language as HTML and PDF name it (BCP 47): ``fi``, ``pt-BR``.

        :param code: Odoo's language code; the environment's language if empty
        """
        code = code or self.env.lang or self.env.user.lang or "en_US"
        iso_code = self._get_data(code=code).iso_code or code
        return iso_code.replace("@latin", "-Latn").replace("_", "-")
