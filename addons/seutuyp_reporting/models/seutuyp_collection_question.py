# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain


class SeutuypCollectionQuestion(models.Model):
    """One figure that a round asks: of which indicator, place, segment and period.

    The figure itself is the measurement of that place and period, wherever it came
    from; it is looked up, not kept here.
    """

    _name = "seutuyp.collection.question"
    _inherit = ["seutuyp.place.mixin", "seutuyp.guard.mixin"]
    _description = "Figure that a round asks"
    _order = "sequence, id"
    _guard_all = True

    sheet_id = fields.Many2one(
        "seutuyp.collection.sheet", required=True, index=True, ondelete="cascade"
    )
    collection_id = fields.Many2one(
        "seutuyp.collection", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer()
    indicator_id = fields.Many2one(
        "seutuyp.indicator", required=True, ondelete="restrict"
    )
    segment_id = fields.Many2one("seutuyp.segment", ondelete="restrict")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True)
    answer_state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("draft", "Preliminary"),
            ("confirmed", "Confirmed"),
        ],
        string="Answer",
        compute="_compute_answer_state",
    )

    _once = models.UniqueIndex(
        "(collection_id, indicator_id, COALESCE(region_id, 0), COALESCE(area_id, 0), "
        "COALESCE(segment_id, 0), date_from)",
        "A round asks each figure once.",
    )

    @api.depends("indicator_id", "place_name", "segment_id")
    def _compute_display_name(self):
        for question in self:
            names = (
                question.indicator_id.name,
                question.place_name,
                question.segment_id.name,
            )
            question.display_name = ", ".join(name for name in names if name)

    def _compute_answer_state(self):
        answers = self._answers()
        for question in self:
            row = answers.get(question._place())
            question.answer_state = row.state if row else "waiting"

    # ------------------------------------------------------------------- figures
    def _answers(self, shift=None):
        """Return {place: measurement} of these questions, in one query.

        As superuser: whoever reads the answer reads the values as far as shared.

        :param shift: (start, end) → days of the figure that is looked for instead
        """
        questions = self.sudo()
        days = {(row.date_from, row.date_to) for row in questions}
        if shift:
            days = {shift(*period) for period in days}
        if not days:
            return {}
        places = Domain("region_id", "in", questions.region_id.ids)
        places |= Domain("area_id", "in", questions.area_id.ids)
        if not all(row.region_id or row.area_id for row in questions):
            places |= Domain("region_id", "=", False) & Domain("area_id", "=", False)
        rows = (
            self.env["seutuyp.measurement"]
            .sudo()
            .search(
                places
                & Domain("indicator_id", "in", questions.indicator_id.ids)
                & Domain("partner_id", "=", False)
                & Domain.OR(
                    Domain("date_from", "=", start) & Domain("date_to", "=", end)
                    for start, end in days
                )
            )
        )
        return {row._place(): row for row in rows}

    def _counts(self, by):
        """Return {record: {answer state: how many}} by a field of the question.

        :param str by: ``sheet_id``, ``region_id`` or ``collection_id``
        """
        answers = self._answers()
        counts = defaultdict(lambda: defaultdict(int))
        for question in self.sudo():
            row = answers.get(question._place())
            counts[question[by].id][row.state if row else "waiting"] += 1
        return counts
