# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypIndicatorTopic(models.Model):
    """What a group of indicators is about: the letters of the catalogue (§4.4)."""

    _name = "seutuyp.indicator.topic"
    _description = "Topic of indicators"
    _order = "kind, code, id"

    code = fields.Char(string="Letter", required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [("cooperation", "Cooperation"), ("trend", "Trend of the region")],
        required=True,
        default="cooperation",
    )
    active = fields.Boolean(default=True)
    indicator_ids = fields.One2many("seutuyp.indicator", "topic_id")

    _code_uniq = models.Constraint(
        "UNIQUE(kind, code)",
        "Another topic of this kind has this letter. Give each a letter of its own.",
    )
