# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import float_round, formatLang

from ..tools import periods
from .seutuyp_measurement_facts import Words

# What stands beside a value, and the field that says it in the reader's language.
BESIDE = {"source": "source_text", "coverage": "coverage_text", "note": "note_text"}


class SeutuypMeasurement(models.Model):
    """A value and its period as people of the reader's language write them."""

    _inherit = "seutuyp.measurement"

    value_text = fields.Char(string="In words", compute="_compute_value_text")
    period_text = fields.Char(string="Period", compute="_compute_period_text")

    facts = fields.Json(
        readonly=True, copy=False, help="What coverage and note of it are made of."
    )
    source_text = fields.Char(
        string="Source in the reader’s language", compute="_compute_beside"
    )
    coverage_text = fields.Char(
        string="Coverage in the reader’s language", compute="_compute_beside"
    )
    note_text = fields.Char(
        string="Note in the reader’s language", compute="_compute_beside"
    )

    @api.depends(
        *("automatic", "indicator_id.source", "facts"), *("source", "coverage", "note")
    )
    @api.depends_context("lang")
    def _compute_beside(self):
        """Say in the reader's language what stands beside a value that is worked out.

        The row keeps the words of the coordinator's language as well.
        """
        words = Words(self.env)
        for row in self:
            facts = (row.automatic and row.facts) or {}
            known = row.automatic and row.indicator_id.source
            row.source_text = known or row.source
            row.coverage_text = words(facts.get("coverage", ())) or row.coverage
            row.note_text = words(facts.get("note", ())) or row.note

    @api.depends("indicator_id", "value")
    @api.depends_context("lang")
    def _compute_value_text(self):
        for row in self:
            row.value_text = row.indicator_id._value_words(row.value)

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_period_text(self):
        for row in self:
            row.period_text = row._period_words()

    @api.depends(
        "indicator_id", "region_id", "area_id", "segment_id", "date_from", "date_to"
    )
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            place = row.region_id.name or row.area_id.name
            parts = (
                *(row.indicator_id.name, row.segment_id.name, place),
                row._period_words(),
            )
            row.display_name = ", ".join(part for part in parts if part)

    def _period_words(self):
        """Return the period as people write it."""
        self.ensure_one()
        if not self.date_from or not self.date_to:
            return ""
        return periods.words(self.date_from, self.date_to)


class SeutuypIndicator(models.Model):
    _inherit = "seutuyp.indicator"

    def _value_words(self, value):
        """Return a value as people write it: with its unit, or as yes or no.

        :rtype: str
        """
        if not self:
            return ""
        self.ensure_one()
        if self.value_kind == "yes_no":
            return self.env._("Yes") if value else self.env._("No")
        rounded = float_round(value, precision_digits=2)
        digits = next(
            digits
            for digits in (0, 1, 2)
            if float_round(rounded, precision_digits=digits) == rounded
        )
        unit = "" if self.value_kind == "mean" else self.unit
        return " ".join(
            filter(None, (formatLang(self.env, value, digits=digits), unit))
        )
