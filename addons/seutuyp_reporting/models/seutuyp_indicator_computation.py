# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import figure

# Worked out from what happens once a year.
YEARLY = frozenset(
    {
        "plan_ready",
        "goals_reached",
        "actions_done",
        "steering_meetings",
        "working_meetings",
        "attendance",
        "evaluation_mean",
        "return_customers",
        "return_change",
        "return_advice",
        "return_feedback",
        "return_referrals",
    }
)


class SeutuypIndicator(models.Model):
    """What the system works out by itself, each by one method for all regions.

    ``_compute_<code>(regions, date_from, date_to)`` answers {region id: value}; None,
    or a region left out, means that nothing can be told. Instead of a value there may
    be a ``tools.figure.Figure``, or a list of them for segments. Addons and other files
    add a code and its method; the number of queries must not grow with the regions.
    """

    _inherit = "seutuyp.indicator"

    computation = fields.Selection(
        selection_add=[
            ("plan_ready", "Action plan approved before its year"),
            ("goals_reached", "Goals of the action plan reached"),
            ("actions_done", "Realisation of the action plan"),
            ("steering_meetings", "Meetings of the steering group"),
            ("working_meetings", "Meetings of working groups"),
            ("attendance", "Attendance at meetings"),
            ("evaluation_mean", "Self-evaluation of the steering group"),
            ("referrals", "Referrals of customers"),
            ("process_metric", "Metrics of processes"),
            ("return_customers", "Yearly returns: customers"),
            ("return_change", "Yearly returns: change in customers"),
            ("return_advice", "Yearly returns: advice"),
            ("return_feedback", "Yearly returns: feedback"),
            ("return_referrals", "Yearly returns: referrals"),
        ],
    )
    for_all = fields.Boolean(
        string="Of every region",
        help="Worked out for every region, whether it follows the indicator or not.",
    )

    @api.constrains("computation", "frequency")
    def _check_computed_frequency(self):
        for indicator in self:
            if indicator.computation in YEARLY and indicator.frequency != "year":
                raise ValidationError(
                    self.env._(
                        "“%(indicator)s” is worked out from what happens once a year: "
                        "choose the frequency “Yearly”.",
                        indicator=indicator.name,
                    )
                )

    def _figures(self, regions, date_from, date_to):
        """Work the indicator out for a period.

        :param regions: ``seutuyp.region``
        :return: {region id: list of ``Figure``}, empty where nothing can be told
        """
        self.ensure_one()
        method = getattr(self.sudo(), f"_compute_{self.computation}")
        answers = method(regions.sudo(), date_from, date_to)
        return {id_: figure.figures(answers.get(id_)) for id_ in regions.ids}

    # ------------------------------------------------------------------ filled later
    @api.model
    def _compute_referrals(self, regions, date_from, date_to):
        """Return the referrals sent in a period; nothing until they are recorded."""
        return {}
