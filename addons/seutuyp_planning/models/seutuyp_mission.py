# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypMission(models.Model):
    """What the whole country's regional services are for (domain chapter 4.3).

    It stands on every plan's basic page; a region writes its own beside it. Data that
    an administrator rewords when the nation agrees on other words.
    """

    _name = "seutuyp.mission"
    _description = "National mission and vision"
    _order = "sequence, id"
    _rec_name = "mission"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    mission = fields.Text(
        required=True, translate=True, help="What the network does, and for whom."
    )
    vision = fields.Text(
        required=True, translate=True, help="Where the network is going."
    )

    @api.model
    def _current(self):
        """Return the one that stands on the basic pages now, or none."""
        return self.search([], limit=1)
