# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)
DAYS_TO_ANSWER = timedelta(days=21)
# Of the shipped questions, so of the indicators too.
SCALE = 5
TEMPLATES = {
    "network": "seutuyp_reporting.survey_network",
    "customer": "seutuyp_reporting.survey_customer",
}
INDICATORS = {
    "network": "seutuyp_reporting.indicator_network_survey",
    "customer": "seutuyp_reporting.indicator_customer_survey",
}


class SeutuypSurveyRound(models.Model):
    """The network, or customers, are asked once (§4.4, C and D).

    Who is asked and how answers come in stands in ``seutuyp_survey_asking.py``, what
    is told of them in ``seutuyp_survey_telling.py``.
    """

    _name = "seutuyp.survey.round"
    _inherit = ["seutuyp.kept.mixin"]
    _description = "Survey"
    _order = "year desc, deadline desc, id desc"

    _guarded_fields = frozenset(
        {
            "state",
            "survey_id",
            "code",
            "opened_on",
            "closed_on",
            "reminded_on",
            "asked_count",
            "answer_count",
        }
    )
    _transitions = {
        "open": Transition(_lt("Opened"), "state", "open", ("draft",), "keeper"),
        # Closed is for good: told once, it takes no further answers.
        "close": Transition(_lt("Closed"), "state", "closed", ("open",), "keeper"),
    }

    name = fields.Char(
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="Stands in the mails and as the source of the figures.",
    )
    kind = fields.Selection(
        [("network", "Network survey"), ("customer", "Customer survey")],
        string="Who is asked",
        required=True,
        default="network",
        help="The network gets personal links by mail. Customers get one open link "
        "with a QR code.",
    )
    level = fields.Selection(
        [("region", "Region"), ("area", "Area"), ("nation", "Nation")],
        required=True,
        default=lambda self: self.env["seutuyp.collection"]._default_level(),
    )
    region_id = fields.Many2one(
        "seutuyp.region",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("successor_id", "=", False)],
        default=lambda self: self.env["seutuyp.collection"]._default_region_ids(),
    )
    area_id = fields.Many2one(
        "seutuyp.area", index="btree_not_null", ondelete="restrict"
    )
    year = fields.Integer(
        required=True, default=lambda self: self._today().year, aggregator=False
    )
    deadline = fields.Date(
        required=True,
        default=lambda self: self._today() + DAYS_TO_ANSWER,
        help="The last day to answer. The survey closes by itself afterwards.",
    )
    indicator_id = fields.Many2one(
        "seutuyp.indicator",
        compute="_compute_indicator_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        domain=[("automatic", "=", False), ("value_kind", "=", "mean")],
        help="The mean of all answers becomes a measurement of it when the survey "
        "closes. Empty: it becomes none.",
    )
    by_segment = fields.Boolean(
        string="Ask the segment", help="Customers are then told apart by segment."
    )
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    survey_id = fields.Many2one(
        "survey.survey", copy=False, readonly=True, ondelete="set null"
    )
    code = fields.Char(copy=False, readonly=True, index="btree_not_null")
    url = fields.Char(string="Address", compute="_compute_url")
    opened_on = fields.Date(copy=False, readonly=True)
    closed_on = fields.Date(copy=False, readonly=True)
    reminded_on = fields.Date(copy=False, readonly=True)
    asked_count = fields.Integer(
        string="Asked", copy=False, readonly=True, aggregator=False
    )
    answer_count = fields.Integer(
        string="Answered", copy=False, readonly=True, aggregator=False
    )
    result_ids = fields.One2many("seutuyp.survey.result", "round_id", readonly=True)
    next_step = fields.Char(compute="_compute_next_step")
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _year_sane = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "Write the year with four digits."
    )
    _of_one_level = models.Constraint(
        "CHECK((region_id IS NOT NULL) = (level = 'region') "
        "AND (area_id IS NOT NULL) = (level = 'area'))",
        "Choose the region of a region's survey, or the area of an area's.",
    )

    @api.model
    def _today(self):
        return self.env["seutuyp.dated.mixin"]._today()

    @api.depends("kind", "year")
    def _compute_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for survey in self:
            survey.name = f"{labels.get(survey.kind, '')} {survey.year or ''}".strip()

    @api.depends("kind")
    def _compute_indicator_id(self):
        for survey in self:
            xmlid = INDICATORS.get(survey.kind, INDICATORS["network"])
            survey.indicator_id = self.env.ref(xmlid, raise_if_not_found=False)

    @api.depends("code")
    def _compute_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for survey in self:
            survey.url = survey.code and f"{base}/seutuyp/survey/{survey.code}"

    @api.depends("state", "deadline", "answer_count", "kind", "result_ids.is_told")
    @api.depends_context("lang")
    def _compute_next_step(self):
        for survey in self:
            survey.next_step = survey._next_step()

    def _next_step(self):
        self.ensure_one()
        values = {
            "answers": self.answer_count,
            "asked": self.asked_count,
            "day": self.env["seutuyp.region"]._day(self.deadline),
        }
        if self.state == "draft" and self.kind == "network":
            return self.env._(
                "Check the deadline, then open: everybody in the network gets a "
                "personal link by mail."
            )
        if self.state == "draft":
            return self.env._(
                "Check the deadline, then open: you get a link and a sheet with a QR "
                "code for the customers."
            )
        if self.state == "open" and self.kind == "network":
            return self.env._(
                "%(answers)s of %(asked)s people have answered. It closes by itself "
                "after %(day)s.",
                **values,
            )
        if self.state == "open":
            return self.env._(
                "Spread the link or the sheet. Answers so far: %(answers)s. It closes "
                "by itself after %(day)s.",
                **values,
            )
        if not any(self.sudo().result_ids.mapped("is_told")):
            return self.env._(
                "Closed with fewer than three answers: nothing is told of them."
            )
        return self.env._(
            "Closed. The results are below, and their mean is among the measurements."
        )

    @api.onchange("level")
    def _onchange_level(self):
        """Leave what the level does not have, offer what it has."""
        if self.level != "region":
            self.region_id = False
        if self.level != "area":
            self.area_id = False
        elif not self.area_id:
            self.area_id = self.env["seutuyp.area"].search(
                [("editor_user_ids", "in", self.env.uid)], limit=1
            )

    @api.constrains("indicator_id")
    def _check_indicator(self):
        for survey in self:
            indicator = survey.indicator_id
            fits = indicator.value_kind == "mean" and indicator.scale == SCALE
            if indicator and (indicator.automatic or not fits):
                raise ValidationError(
                    self.env._(
                        "“%(indicator)s” is no mean from 1 to %(scale)s that somebody "
                        "tells. Choose another indicator, or none.",
                        indicator=indicator.name,
                        scale=SCALE,
                    )
                )

    # --------------------------------------------------------------------- access
    @api.depends("level", "region_id", "area_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for survey in self:
            survey.may_edit = not survey._origin or survey._has_role("keeper")

    def _is_kept_by(self, user):
        if self.level == "nation":
            return user.has_group("seutuyp_network.group_reviewer")
        return user in (self.area_id or self.region_id).editor_user_ids

    @api.model
    def _role_label(self, role):
        if role == "keeper":
            return self.env._("whoever keeps this survey")
        return super()._role_label(role)

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A region's survey is kept by its coordinator, an area's by the area "
                "contact, the nation's by the ministry."
            )
        )

    def _regions(self):
        """Return the regions that the survey is about."""
        self.ensure_one()
        survey = self.sudo()
        if survey.level == "region":
            return survey.region_id
        if survey.level == "area":
            return survey.area_id.region_ids
        return survey.env["seutuyp.region"].search([("successor_id", "=", False)])

    def _log_regions(self):
        return self._regions()

    def _scope_name(self):
        self.ensure_one()
        place = self.sudo().region_id or self.sudo().area_id
        return place.name or self.env._("The whole country")

    def write(self, vals):
        self._guard_check(vals)
        if {*vals} - {"name", "deadline"} and not self._guard_is_open():
            self._check_draft()
        result = super().write(vals)
        if {"level", "region_id", "area_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    def _check_draft(self):
        for survey in self:
            if survey.state != "draft":
                raise UserError(
                    self.env._(
                        "%(survey)s has been opened, so what it asks stays as it is. "
                        "Begin another one for the rest.",
                        survey=survey.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        self._check_draft()

    # -------------------------------------------------------------------- buttons
    def action_open(self):
        """Ask: mail personal links, or make the open link. Role: whoever keeps it.

        :raise UserError: it is open already, the deadline has passed, or too few
            people have an address for anything to be told later
        """
        for survey in self:
            survey._open()
        return True

    def action_close(self):
        """Close before the deadline and tell the results. Role: whoever keeps it."""
        for survey in self:
            survey._close()
        return True

    def _open(self):
        self.ensure_one()
        self._check_transition("open")
        if self.deadline <= self._today():
            raise UserError(
                self.env._("The deadline has passed. Choose a later one first.")
            )
        people = self._people_to_ask()
        values = {"opened_on": self._today(), "asked_count": len(people)}
        if self.kind == "customer":
            values["code"] = secrets.token_urlsafe(9)
        self._transition("open", values={**values, "survey_id": self._copy_survey().id})
        self.sudo()._invite(people)

    def _close(self):
        self.ensure_one()
        self._transition("close", values={"closed_on": self._today()})
        self.sudo()._tell()
