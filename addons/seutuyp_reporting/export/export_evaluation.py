# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExportEvaluation(models.AbstractModel):
    """Self-evaluations of steering groups, item by item.

    Items that fewer than three answered are not told, here or elsewhere.
    """

    _name = "seutuyp.export.evaluation"
    _inherit = ["seutuyp.export.table"]
    _description = "Evaluations in Excel"
    _table_model = "seutuyp.evaluation.item"
    _table_order = "evaluation_id, code, id"
    _table_domain = (("kind", "=", "scale"), ("is_told", "=", True))
    _region_path = "evaluation_id.group_id.region_ids"

    @api.model
    def _title(self):
        return self.env._("Self-evaluations")

    @api.model
    def _note(self):
        return self.env._(
            "Means of items that at least three people answered, on the scale 1 to 7."
        )

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("evaluation_id.group_id", width=36),
            column("evaluation_id.group_id.region_ids"),
            column("evaluation_id.year", kind="year"),
            column("evaluation_id.state", self.env._("State of the round"), width=14),
            column(
                "evaluation_id.invited_count",
                meaning=self.env._("How many people were asked."),
            ),
            column("code", width=10),
            column("name", width=30),
            column("question", self.env._("Question"), width=60),
            column("answer_count", meaning=self.env._("How many answered this item.")),
            column("mean", meaning=self.env._("On the scale from 1 to 7.")),
            column("spread"),
            column("change", self.env._("Change since the last round")),
            column("is_weak"),
        ]
