# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypCollection(models.Model):
    """What happens next in a round, in one sentence."""

    _inherit = "seutuyp.collection"

    next_step = fields.Char(compute="_compute_next_step")

    @api.depends("state", "deadline", "sheet_ids.state")
    @api.depends_context("lang")
    def _compute_next_step(self):
        for collection in self:
            values = {
                "answered": collection.answered_count,
                "asked": collection.sheet_count,
                "rate": collection.response_rate,
                "day": self.env["seutuyp.region"]._day(collection.deadline),
            }
            collection.next_step = {
                "draft": lambda: self.env._(
                    "Choose what is asked and by when, then send the forms."
                ),
                "open": lambda values=values: self.env._(
                    "%(answered)s of %(asked)s people have answered (%(rate)s %%). "
                    "The deadline is %(day)s.",
                    **values,
                ),
                "closed": lambda values=values: self.env._(
                    "Closed: %(answered)s of %(asked)s people answered (%(rate)s %%).",
                    **values,
                ),
            }[collection.state]()


class SeutuypCollectionSheet(models.Model):
    """What happens next with a form, and who does it, in one sentence."""

    _inherit = "seutuyp.collection.sheet"

    next_step = fields.Char(compute="_compute_next_step")

    @api.depends("state", "deadline", "round_state", "collector_id", "draft_count")
    @api.depends_context("lang", "uid")
    def _compute_next_step(self):
        for sheet in self:
            sheet.next_step = sheet._next_step()

    def _next_step(self):
        self.ensure_one()
        values = {
            "person": self.sudo().collector_id.name,
            "day": self.env["seutuyp.region"]._day(self.deadline),
        }
        if ended := self._ended():
            return ended
        if self.state == "waiting":
            # Whoever keeps the region may answer as well, but is not the one asked.
            if self.env.user.partner_id == self.sudo().collector_id:
                return self.env._(
                    "Take the form, fill it in and bring it back by %(day)s.", **values
                )
            return self.env._("%(person)s is asked to answer by %(day)s.", **values)
        if self.state == "received":
            return self.env._(
                "A file has come, but its figures are not saved. Correct what was "
                "found in it and bring it again."
            )
        if self.draft_count:
            return self.env._(
                "The figures are saved as preliminary. Confirm them when they are "
                "right."
            )
        if self.answer_count < self.question_count:
            return self.env._(
                "A part of the figures is there and confirmed. Bring the rest when "
                "you know it."
            )
        return self.env._("All figures are there and confirmed. Nothing to do.")
