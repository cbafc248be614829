# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypServiceChange(models.Model):
    """What changed in a region's matrix; written by the program, read in the digest."""

    _name = "seutuyp.service.change"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Change in the service matrix"
    _order = "id desc"
    _guard_all = True
    _rec_name = "service_id"

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="cascade", readonly=True
    )
    service_id = fields.Many2one(
        "seutuyp.service", required=True, ondelete="cascade", readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    kind = fields.Selection(
        [
            ("new", "New"),
            ("ended", "No longer offered"),
            ("lead", "Now the lead provider"),
            ("no_lead", "No longer the lead provider"),
        ],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", string="By", readonly=True, ondelete="restrict"
    )
    told_on = fields.Datetime(
        string="Partners told", readonly=True, help="When the partners were told."
    )

    _untold_idx = models.Index("(region_id) WHERE told_on IS NULL")

    @api.model
    def _note(self, offers, kind):
        """Keep that ``offers`` changed.

        :param str kind: see the field
        """
        self.sudo()._create_guarded(
            [
                {
                    "region_id": offer.region_id.id,
                    "service_id": offer.service_id.id,
                    "partner_id": offer.partner_id.id,
                    "kind": kind,
                    "user_id": self.env.uid,
                }
                for offer in offers
            ]
        )
