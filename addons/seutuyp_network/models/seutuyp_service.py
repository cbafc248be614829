# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypService(models.Model):
    """A service that a region's organisations offer to companies.

    The catalogue is shared by all regions, so that their matrices can be compared.
    Source: report appendix A2, the service matrix.
    """

    _name = "seutuyp.service"
    _description = "Service"
    _order = "category_sequence, sequence, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True,
        help="In words that an entrepreneur understands; shown on the public page.",
    )
    category_id = fields.Many2one(
        "seutuyp.service.category", required=True, index=True, ondelete="restrict"
    )
    category_sequence = fields.Integer(
        related="category_id.sequence", store=True, string="Order of the category"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    required = fields.Boolean(
        help="Every region should offer it: if nobody does, the matrix shows a gap."
    )
    segment_ids = fields.Many2many(
        "seutuyp.segment",
        "seutuyp_service_segment_rel",
        "service_id",
        "segment_id",
        string="Meant for",
        domain=[("parent_id", "=", False)],
        help="Top segments. Gaps and overlaps are looked at for each of them.",
    )
    role = fields.Selection(
        [
            ("start", "Advice for starting a company"),
            ("existing", "Products for existing companies"),
        ],
        string="Asked by the licence",
        help="Which part of the second licence criterion the service answers.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another service has this code. Give each a code of its own."
    )
    # Ids of the coverage view are composed of these; see seutuyp.service.coverage.
    _id_limit = models.Constraint(
        "CHECK (id < 1000)", "The catalogue is full: reuse an archived service."
    )

    @api.constrains("segment_ids")
    def _check_segments(self):
        for service in self:
            lower = service.segment_ids.filtered("parent_id")
            if lower:
                raise ValidationError(
                    self.env._(
                        "%(service)s: choose the top segment instead of "
                        "%(segments)s. An organisation's offer may name the parts.",
                        service=service.name,
                        segments=", ".join(lower.mapped("name")),
                    )
                )
