# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError


class SeutuypIndicatorChoice(models.Model):
    """What a region follows: target, who collects it and with whom it is shared.

    The steering group fixes it (§4.4).
    """

    _name = "seutuyp.indicator.choice"
    _inherit = ["seutuyp.region.kept.mixin", "seutuyp.guard.mixin"]
    _description = "Indicator a region follows"
    _order = "region_id, indicator_id, id"

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="cascade"
    )
    indicator_id = fields.Many2one(
        "seutuyp.indicator", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(related="indicator_id.kind", store=True)
    topic_id = fields.Many2one(related="indicator_id.topic_id", store=True)
    active = fields.Boolean(default=True)
    target = fields.Float(aggregator=False)
    has_target = fields.Boolean(
        string="Has a target", help="Without it, only the trend is followed."
    )
    target_ids = fields.One2many(
        "seutuyp.indicator.target", "choice_id", string="Targets per segment", copy=True
    )
    collector_id = fields.Many2one(
        "res.partner",
        string="Collected by",
        domain=[("is_company", "=", False)],
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: the coordinator.",
    )
    sharing = fields.Selection(
        selection=lambda self: self.env["seutuyp.indicator"]._selection_sharing(),
        required=True,
        compute="_compute_sharing",
        store=True,
        readonly=False,
        precompute=True,
    )
    decision_id = fields.Many2one(
        "seutuyp.decision",
        string="Decided by",
        ondelete="set null",
        help="The decision of the steering group that fixed it.",
    )

    _once = models.Constraint(
        "UNIQUE(region_id, indicator_id)",
        "The region follows this indicator already. Change that row, or restore it.",
    )

    @api.depends("indicator_id")
    def _compute_sharing(self):
        for choice in self:
            choice.sharing = choice.indicator_id.sharing or "area"

    @api.depends("region_id", "indicator_id")
    def _compute_display_name(self):
        for choice in self:
            names = (
                choice.region_id.name or "",
                choice.indicator_id.display_name or "",
            )
            choice.display_name = ": ".join(names)

    def _target_of(self, segment):
        """Return the target of a segment, or the whole's; None without one.

        :param segment: a ``seutuyp.segment``, or an empty one for the whole
        :rtype: float or None
        """
        self.ensure_one()
        own = self.target_ids.filtered(lambda row: row.segment_id == segment)
        if segment and own:
            return own[0].target
        return self.target if self.has_target and not segment else None

    # --------------------------------------------------------------------- access
    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._("The coordinator of the region chooses what it follows.")
        )
