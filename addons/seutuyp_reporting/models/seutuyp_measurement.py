# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError


class SeutuypMeasurement(models.Model):
    """How an indicator stood in one period, with where the figure comes from (§4.4).

    Of a region, or of an area, or, without either, of the nation; of one party when it
    is that party's yearly return.
    """

    _name = "seutuyp.measurement"
    _inherit = ["seutuyp.place.mixin", "seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Measurement"
    _order = "date_to desc, region_id, indicator_id, segment_id, id"
    _rec_name = "indicator_id"

    _guarded_fields = frozenset({"state", "sharing", "facts"})

    indicator_id = fields.Many2one(
        "seutuyp.indicator", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(related="indicator_id.kind", store=True)
    automatic = fields.Boolean(related="indicator_id.automatic")
    unit = fields.Char(related="indicator_id.unit")
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        domain=[("is_company", "=", True)],
        index="btree_not_null",
        ondelete="restrict",
        help="The party whose own figure this is; empty for the whole.",
    )
    segment_id = fields.Many2one("seutuyp.segment", ondelete="restrict")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True, index=True)
    value = fields.Float(required=True, aggregator="avg", digits=(16, 4))
    source = fields.Char(help="Where this figure comes from.")
    coverage = fields.Char(
        help="What it covers and what it lacks, for example 5 of 7 organisations."
    )
    note = fields.Char()
    state = fields.Selection(
        [("draft", "Preliminary"), ("confirmed", "Confirmed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    sharing = fields.Selection(
        selection=lambda self: self.env["seutuyp.indicator"]._selection_sharing(),
        required=True,
        readonly=True,
        default="region",
        copy=False,
        help="How far the value may be read; follows the region's choice.",
    )

    _once = models.UniqueIndex(
        "(indicator_id, COALESCE(region_id, 0), COALESCE(area_id, 0), "
        "COALESCE(partner_id, 0), COALESCE(segment_id, 0), date_from, date_to)",
        "This period has its value already. Correct that one.",
    )
    _period = models.Constraint(
        "CHECK(date_from <= date_to)", "A period ends on or after its first day."
    )
    _one_level = models.Constraint(
        "CHECK(region_id IS NULL OR area_id IS NULL)",
        "A value is told of a region or of an area, not of both.",
    )

    @api.constrains("indicator_id", "value")
    def _check_value(self):
        for row in self:
            indicator = row.indicator_id
            most = {"mean": indicator.scale, "yes_no": 1}.get(indicator.value_kind)
            least = 1 if indicator.value_kind == "mean" else 0
            if most and not least <= row.value <= most:
                raise ValidationError(
                    self.env._(
                        "“%(indicator)s” is told from %(least)s to %(most)s.",
                        indicator=indicator.name,
                        least=least,
                        most=most,
                    )
                )

    @api.constrains("indicator_id", "segment_id")
    def _check_segment(self):
        for row in self:
            if row.segment_id and not row.indicator_id.by_segment:
                raise ValidationError(
                    self.env._(
                        "“%(indicator)s” is not told per segment: leave the segment "
                        "empty.",
                        indicator=row.indicator_id.name,
                    )
                )

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        """Tell whose the figure is: the system's, or of whoever collects it."""
        self.ensure_one()
        row, user = self.sudo(), self.env.user
        if row.indicator_id.automatic:
            return False
        return self._place_is_kept_by(user) or bool(
            row.region_id and self._is_collected_by(user)
        )

    def _is_collected_by(self, user):
        """Return whether a user collects this figure, or tells the own organisation's.

        :rtype: bool
        """
        row = self.sudo()
        choices = row.indicator_id.choice_ids
        own = choices.filtered(lambda choice: choice.region_id == row.region_id)
        if user.partner_id in own.collector_id:
            return True
        organisation = user.partner_id.commercial_partner_id
        return bool(
            row.partner_id
            and row.partner_id == organisation
            and organisation in row.region_id.partner_ids
        )

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Figures are told by whoever collects them, by the coordinator, and by "
                "each organisation of its own; what the system works out, nobody types."
            )
        )

    def write(self, vals):
        result = super().write(vals)
        if {"indicator_id", "region_id", "area_id", "partner_id"} & set(vals):
            if not self.env.su:
                self.check_access("write")  # of where it has come to, as well
            self._refresh_sharing()
        return result
