# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.tools import format_date

from odoo.addons.seutuyp_network.models.seutuyp_person_data import Handling, Texts


class SeutuypPersonData(models.AbstractModel):
    """Meetings, plans and self-evaluations."""

    _inherit = "seutuyp.person.data"

    @api.model
    def _texts(self):
        return {**super()._texts(), "seutuyp.calendar.reply": Texts(("sender",))}

    @api.model
    def _traces(self):
        """Core describes a meeting by who calls it and the first of those invited."""
        return {**super()._traces(), "calendar.event": ("description",)}

    @api.model
    def _erase_traces(self, address, person=None, instead=""):
        """Delete calendar files that were sent, too: they name everybody invited."""
        if address:
            files = self.env["ir.attachment"].sudo()
            files.search(
                [
                    ("mimetype", "=like", "text/calendar%"),
                    ("index_content", "ilike", address),
                ]
            ).unlink()
        return super()._erase_traces(address, person, instead)

    @api.model
    def _handlings(self):
        env = self.env
        decided = env._("Minutes and decisions, kept as the archive law says")
        return {
            **super()._handlings(),
            "calendar.event": Handling("keep", decided, whole=False),
            "seutuyp.decision": Handling("keep", decided, whole=False),
            "calendar.attendee": Handling("erase", method="_erase_person"),
            "seutuyp.calendar.feed": Handling(
                "delete", env._("Address of one’s own calendar")
            ),
            # Nobody can be told any more that a meeting has moved.
            "seutuyp.invitation": Handling(
                "delete", env._("Invitation that was mailed"), linked=("partner_id",)
            ),
            "seutuyp.calendar.reply": Handling("delete", env._("Answer by mail")),
            "seutuyp.evaluation.invitee": Handling(
                "keep", env._("Deleted when the round closes"), whole=False
            ),
            "survey.user_input": Handling("delete", env._("Answers to a survey")),
            "survey.user_input.line": Handling(
                "follow", env._("Answers to a survey"), whole=True
            ),
        }

    @api.model
    def _children(self):
        return {**super()._children(), "survey.user_input": "user_input_line_ids"}

    @api.model
    def _also_searched(self):
        return [*super()._also_searched(), "calendar.attendee", "calendar.event"]

    @api.model
    def _row_name(self, record):
        """Meetings of one name are told apart by their day, answers by the meeting."""
        if record._name == "calendar.attendee":
            return self._row_name(record.event_id)
        name = super()._row_name(record)
        if record._name == "calendar.event" and record.start:
            day = format_date(record.env, record.start)
            return f"{name}, {day}"
        return name


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    def _erase_person(self):
        """Blank what was said with the answer; attendance stays for the quorum."""
        self.sudo().write({"comment": False})
