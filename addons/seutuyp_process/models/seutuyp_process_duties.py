# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command


class SeutuypProcess(models.Model):
    """A new process begins with the usual duties; people then make them their own."""

    _inherit = "seutuyp.process"

    responsibility_ids = fields.One2many(
        default=lambda self: self._default_responsibilities()
    )

    @api.model
    def _default_responsibilities(self):
        return [
            Command.create({"sequence": 10 * place, "role": role, "duties": duties})
            for place, (role, duties) in enumerate(self._usual_duties(), 1)
        ]

    @api.model
    def _usual_duties(self):
        """Return (role, duties) of the usual responsibilities (chapter 5).

        :rtype: list of tuple, in the user's language
        """
        return [
            (
                "owner",
                self.env._(
                    "Answers for the process and decides on its changes. Tells "
                    "everyone when describing begins and when the description is taken "
                    "into use. Holds the reviews and keeps the description up to date."
                ),
            ),
            (
                "team",
                self.env._(
                    "Describes the process together, one or two key people from each "
                    "organisation. Follows the metrics and proposes improvements."
                ),
            ),
            (
                "party",
                self.env._(
                    "Works as described, makes the description known to its own "
                    "people, takes part in the assessments and tells the owner what "
                    "should change."
                ),
            ),
        ]
