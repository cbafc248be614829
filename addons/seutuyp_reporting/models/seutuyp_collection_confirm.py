# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class SeutuypCollectionSheet(models.Model):
    """The preliminary figures of a form are confirmed: all of them, or one's own."""

    _inherit = "seutuyp.collection.sheet"

    def action_confirm(self):
        """Confirm the preliminary figures: the collector's all, a coordinator's own.

        :return: True
        :raise AccessError: the figures are told by others
        :raise UserError: there is nothing to confirm
        """
        user = self.env.user
        for sheet in self:
            sheet.check_access("read")
            if not sheet._has_role("confirmer"):
                raise AccessError(
                    self.env._(
                        "These figures are confirmed by %(person)s, or by whoever "
                        "keeps their region or area.",
                        person=sheet.sudo().collector_id.name,
                    )
                )
            questions = sheet.sudo().question_ids
            if not sheet._has_role("filler"):
                questions = questions.filtered(lambda row: row._place_is_kept_by(user))
            sheet._confirm(user.partner_id, questions)
        return True

    def _confirm(self, person, questions=None):
        """Confirm some figures, or all, as ``person``."""
        self.ensure_one()
        sheet = self.sudo()
        sheet._lock()
        questions = sheet.question_ids if questions is None else questions
        answers = questions._answers()
        rows = self.env["seutuyp.measurement"].sudo()
        for question in questions:
            rows |= answers.get(question._place(), rows.browse())
        drafts = rows.filtered(lambda row: row.state == "draft")
        if not drafts:
            raise UserError(
                self.env._(
                    "There is nothing to confirm: no figure is preliminary any more. "
                    "Reload the page."
                )
            )
        drafts._confirm()
        sheet._guarded().write(
            {"confirmed_on": fields.Datetime.now(), "confirmed_by_id": person.id}
        )
        sheet._log(
            "confirm",
            self.env._("Figures confirmed: %(count)s", count=len(drafts)),
            partner=person,
        )
        sheet.invalidate_recordset(["draft_count"])
