# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.seutuyp_network.models.seutuyp_person_data import Handling


class SeutuypPersonData(models.AbstractModel):
    """Descriptions of processes."""

    _inherit = "seutuyp.person.data"

    @api.model
    def _handlings(self):
        approved = self.env._("Approved versions, kept as the archive law says")
        return {
            **super()._handlings(),
            "seutuyp.process.version": Handling("keep", approved, whole=False),
        }
