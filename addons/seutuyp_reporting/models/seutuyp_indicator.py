# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError


class SeutuypIndicator(models.Model):
    """What is followed, in which unit and from where (§4.4).

    The catalogue belongs to nobody and is kept by the administrators of master data;
    an indicator with a region is that region's own.
    """

    _name = "seutuyp.indicator"
    _inherit = ["seutuyp.region.kept.mixin", "seutuyp.guard.mixin"]
    _description = "Indicator"
    _order = "kind, topic_id, sequence, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What is counted and what is not, in a few sentences."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    topic_id = fields.Many2one(
        "seutuyp.indicator.topic", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(related="topic_id.kind", store=True)
    region_id = fields.Many2one(
        "seutuyp.region",
        string="Only in",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: in the catalogue, for all regions to choose.",
    )
    unit = fields.Char(translate=True, help="For example companies, €, or %.")
    value_kind = fields.Selection(
        [
            ("number", "Number"),
            ("percent", "Per cent"),
            ("money", "Euros"),
            ("mean", "Mean on a scale"),
            ("yes_no", "Yes or no"),
        ],
        string="Kind of value",
        required=True,
        default="number",
    )
    scale = fields.Integer(
        string="Scale from 1 to", default=5, help="The best value of the scale."
    )
    level = fields.Selection(
        [("region", "Region"), ("area", "Area"), ("nation", "Nation")],
        required=True,
        default="region",
        help="Of what the value is told. Regions' values make up areas and the nation.",
    )
    frequency = fields.Selection(
        [
            ("month", "Monthly"),
            ("quarter", "Quarterly"),
            ("half", "Twice a year"),
            ("year", "Yearly"),
            ("two_years", "Every other year"),
        ],
        required=True,
        default="year",
    )
    by_segment = fields.Boolean(string="Per segment")
    direction = fields.Selection(
        [
            ("up", "More is better"),
            ("down", "Less is better"),
            ("keep", "Near the target"),
            ("none", "Neither is better"),
        ],
        required=True,
        default="up",
    )
    combine = fields.Selection(
        [("sum", "Sum"), ("mean", "Mean"), ("share", "Share of regions")],
        string="Regions together",
        required=True,
        default="sum",
        help="How regions' values become the value of an area or the nation.",
    )
    source = fields.Char(translate=True, help="Where the figures come from.")
    computation = fields.Selection(
        [],
        string="Computed from",
        help="Empty: somebody tells the value.",
    )
    automatic = fields.Boolean(
        compute="_compute_automatic",
        store=True,
        help="The system works the value out; nobody types it.",
    )
    is_minimum = fields.Boolean(
        string="Agreement's minimum",
        help="Every party returns it once a year, as the agreement says.",
    )
    sharing = fields.Selection(
        selection="_selection_sharing",
        string="Shared unless a region says otherwise",
        required=True,
        default="area",
    )
    choice_ids = fields.One2many("seutuyp.indicator.choice", "indicator_id")

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(region_id, 0))",
        "Another indicator has this code. Give each a code of its own.",
    )
    _scale_positive = models.Constraint(
        "CHECK(scale > 1)", "A scale goes from 1 to something more."
    )

    @api.model
    def _selection_sharing(self):
        """Return how far values may be read, the narrowest first."""
        return [
            ("region", self.env._("In the region")),
            ("area", self.env._("With the area")),
            ("nation", self.env._("With the whole network")),
            ("public", self.env._("With everybody")),
        ]

    @api.depends("computation")
    def _compute_automatic(self):
        for indicator in self:
            indicator.automatic = bool(indicator.computation)

    @api.depends("code", "name")
    def _compute_display_name(self):
        for indicator in self:
            indicator.display_name = f"{indicator.code} {indicator.name or ''}"

    # --------------------------------------------------------------------- access
    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "The catalogue is kept by the administrators of master data. A "
                "region's own indicators are its coordinator's: fill in “Only in”."
            )
        )
