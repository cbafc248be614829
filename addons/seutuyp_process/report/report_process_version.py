# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportProcessVersion(models.AbstractModel):
    """A version on paper, as it was approved: from its snapshot, like today's."""

    _name = "report.seutuyp_process.report_process_version"
    _inherit = ["report.seutuyp_process.report_process"]
    _description = "Version of a process description"
    _document_model = "seutuyp.process.version"

    @api.model
    def _paper_words(self):
        return {
            **super()._paper_words(),
            "snapshot": lambda version: version.snapshot,
            # Drawn from what is kept, so that its fixed words are in the reader's
            # language; the drawing kept with it speaks that of whoever approved it.
            "draw": self.env["seutuyp.process"]._draw,
            "is_earlier": self._is_earlier,
        }

    @api.model
    def _standing(self, version):
        return self.env._(
            "Version %(number)s, approved on %(day)s",
            number=version.number,
            day=self._day(version.approved_on),
        )

    @api.model
    def _is_earlier(self, version):
        """Return whether a later version has taken its place."""
        return version.number < version.sudo().process_id.version
