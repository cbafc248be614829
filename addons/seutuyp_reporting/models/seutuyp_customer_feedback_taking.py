# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ..tools import mixing
from .seutuyp_survey_mixing import swap

# More answers a day than any counter has customers: somebody plays with the link.
MOST_A_DAY = 300
SAID = ("grade", "segment_id", "word")


class SeutuypCustomerFeedbackLink(models.Model):
    """How an answer is taken in, without whose it is or when it came."""

    _inherit = "seutuyp.customer.feedback.link"

    # For nobody: watched, the count would tell the moment of each answer.
    today = fields.Date(readonly=True, copy=False, groups=fields.NO_ACCESS)
    today_count = fields.Integer(readonly=True, copy=False, groups=fields.NO_ACCESS)

    @api.model
    def _find_by_code(self, code):
        """Return (superuser record or empty, problem) for the code of an address.

        :param str code: not to be trusted
        :return: problem is None, ``wrong``, ``expired`` or ``revoked``
        """
        link = self.sudo().search([("code", "=", str(code))], limit=1)
        return link, link._problem() if link else "wrong"

    def _problem(self):
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        if self.state == "revoked":
            return "revoked"
        return "expired" if self.expires_on and self.expires_on < today else None

    def _take_feedback(self, grade, segment=None, word=""):
        """Keep one answer; of whom and on which day is not kept.

        :param int grade: from 1 to 4
        :param segment: ``seutuyp.segment`` or None
        :param str word: in the customer's own words
        :return: whether it was kept; not when the day has had too many
        """
        self.ensure_one()
        self._lock()
        today = self.env["seutuyp.dated.mixin"]._today()
        # As the system: whoever answers while logged in leaves no trace either.
        link = self.with_user(SUPERUSER_ID)._guarded()
        count = link.today_count if link.today == today else 0
        if count >= MOST_A_DAY:
            return False
        link.write({"today": today, "today_count": count + 1})
        row = self.env["seutuyp.customer.feedback"]._create_guarded(
            [
                {
                    "link_id": self.id,
                    "month": today.replace(day=1),
                    "grade": grade,
                    "segment_id": segment.id if segment else False,
                    "word": word,
                }
            ]
        )
        row.sudo()._guarded()._mix()
        link._level()
        return True

    def _level(self):
        """Take off the link at which moment an answer came, and who was logged in."""
        self.flush_recordset()
        moment = datetime.combine(self.today, time())
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET write_date = %s, write_uid = 1 WHERE id = %s",
                SQL.identifier(self._table),
                moment,
                self.id,
            )
        )
        self.invalidate_recordset(["write_date", "write_uid"])


class SeutuypCustomerFeedback(models.Model):
    _inherit = "seutuyp.customer.feedback"

    def _mix(self):
        """Let a new answer change places with any of the link's month, or with none.

        So the order of the rows does not tell in which they came; the rule is in
        ``tools/mixing.py``.
        """
        self.ensure_one()
        own = [("link_id", "=", self.link_id.id), ("month", "=", self.month)]
        ids = self.search(own, order="id").ids
        other = self.browse(ids[mixing.place(len(ids))])
        if other != self:
            swap(self, other, SAID)
