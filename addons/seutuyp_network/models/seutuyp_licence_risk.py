# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypAgreement(models.Model):
    """Whether the criteria that a licence rests on still hold."""

    _inherit = "seutuyp.agreement"

    def _recheck_licences(self):
        """Look again whether the computed criteria behind the licences hold.

        Called by whatever changes the facts, and every night.
        """
