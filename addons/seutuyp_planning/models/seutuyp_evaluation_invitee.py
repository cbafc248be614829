# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypEvaluationInvitee(models.Model):
    """Who is asked in a running round, and a flag whether that person has answered.

    The flag is there so that nobody answers twice or is reminded in vain. It is shown
    to nobody, not even as names of those who are missing; no moment is kept with it,
    and the rows go when the round closes.
    """

    _name = "seutuyp.evaluation.invitee"
    _description = "Asked in a self-evaluation"
    _log_access = False

    evaluation_id = fields.Many2one(
        "seutuyp.evaluation", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    has_answered = fields.Boolean()

    _once = models.UniqueIndex(
        "(evaluation_id, partner_id)", "Everybody is asked once."
    )
