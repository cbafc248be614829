# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import float_compare

from ..tools import periods

# What a confirmed value says; a note may still be added to it.
FACTS = frozenset(
    {
        "indicator_id",
        "region_id",
        "area_id",
        "partner_id",
        "segment_id",
        "date_from",
        "date_to",
        "value",
        "source",
        "coverage",
    }
)


class SeutuypMeasurement(models.Model):
    """From preliminary to confirmed; afterwards nothing changes without a reason."""

    _inherit = "seutuyp.measurement"

    by_segment = fields.Boolean(related="indicator_id.by_segment")
    may_edit = fields.Boolean(compute="_compute_may_edit")
    correction_ids = fields.One2many(
        "seutuyp.measurement.correction", "measurement_id", readonly=True
    )

    @api.depends("indicator_id", "region_id", "area_id", "partner_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for row in self:
            row.may_edit = not row._origin or row._may_change("write")

    @api.constrains("indicator_id", "date_from", "date_to")
    def _check_period(self):
        for row in self:
            indicator = row.indicator_id
            if periods.is_period(indicator.frequency, row.date_from, row.date_to):
                continue
            start, end = periods.period_of(indicator.frequency, row.date_from)
            day = self.env["seutuyp.region"]._day
            labels = indicator._fields["frequency"]._description_selection(self.env)
            raise ValidationError(
                self.env._(
                    "“%(indicator)s” is told %(often)s, so its periods are like "
                    "%(start)s–%(end)s. Write these days.",
                    indicator=indicator.name,
                    often=dict(labels)[indicator.frequency].lower(),
                    start=day(start),
                    end=day(end),
                )
            )

    @api.onchange("indicator_id", "date_from")
    def _onchange_period(self):
        """Fill in the whole period, whichever of its days was chosen."""
        if self.indicator_id:
            frequency = self.indicator_id.frequency
            today = self.env["seutuyp.dated.mixin"]._today()
            last = periods.last_ended(frequency, today)
            day = self.date_from or last[0]
            self.date_from, self.date_to = periods.period_of(frequency, day)

    # ------------------------------------------------------------------- confirming
    def action_confirm(self):
        """Say that the values are right. Role: whoever tells them.

        :return: True
        :raise AccessError: somebody else tells one of them
        """
        self.check_access("write")
        self._confirm()
        return True

    def _confirm(self):
        """Confirm what is preliminary; what is confirmed stays as it is."""
        drafts = self.filtered(lambda row: row.state == "draft")
        drafts.sudo()._guarded().write({"state": "confirmed"})

    def write(self, vals):
        if FACTS & set(vals) and not self._guard_is_open():
            self._check_not_confirmed()
        return super().write(vals)

    def _check_not_confirmed(self):
        for row in self:
            if row.state == "confirmed":
                raise UserError(
                    self.env._(
                        "%(value)s has been confirmed. Press “Correct” and say why: "
                        "the value before stays in its history.",
                        value=row.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        """What was confirmed once stays with its history: others have relied on it."""
        if not self._guard_is_open():
            self._check_not_confirmed()
        for row in self.sudo():
            if row.correction_ids:
                raise UserError(
                    self.env._(
                        "%(value)s was confirmed once, so it stays with its history. "
                        "Correct its value, period or place. If the figure is missing "
                        "after all, leave it preliminary and say so in its note.",
                        value=row.display_name,
                    )
                )

    # ------------------------------------------------------------------- correcting
    def action_correct(self):
        """Open the window in which a confirmed value is corrected with a reason."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct a value"),
            "res_model": "seutuyp.measurement.correct.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_measurement_id": self.id},
        }

    def _correct(self, value, reason):
        """Change a value and keep what it was, who changed it and why.

        What is preliminary is changed without a history. The right to do it has been
        asked before.

        :param float value: the new one
        :param str reason: in words, needed for what is confirmed
        :raise UserError: the reason is missing
        """
        self.ensure_one()
        if not float_compare(self.value, value, precision_digits=4):
            return
        if self.state == "confirmed":
            self._note_correction(value, reason)
        self.sudo()._guarded().value = value

    def _take_back(self, reason):
        """Make a confirmed figure preliminary: its period or place was wrong.

        Then it is changed like any other; it stays, with its history. The right to do
        it has been asked before.

        :param str reason: in words
        :raise UserError: the reason is missing
        """
        self.ensure_one()
        if self.state != "confirmed":
            return
        said = (reason or "").strip()
        self._note_correction(
            self.value,
            said and self.env._("No longer confirmed: %(reason)s", reason=said),
        )
        self.sudo()._guarded().state = "draft"

    def _note_correction(self, value, reason):
        """Keep who changed what is confirmed, from what to what, and why."""
        if not (reason or "").strip():
            raise UserError(
                self.env._("Write the reason first: the others need to know it.")
            )
        self.env["seutuyp.measurement.correction"].sudo()._create_guarded(
            [
                {
                    "measurement_id": self.id,
                    "old_value": self.value,
                    "new_value": value,
                    "reason": reason.strip(),
                    "user_id": self.env.uid,
                }
            ]
        )
