# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

from .seutuyp_calendar_template import SCOPES

_lt = LazyTranslate(__name__)


class SeutuypAnnualCalendar(models.Model):
    """The year of one region, one area or the nation."""

    _name = "seutuyp.annual.calendar"
    _inherit = ["seutuyp.workflow.mixin", "mail.thread"]
    _description = "Annual calendar"
    _order = "year desc, scope, id"

    _guarded_fields = frozenset({"state"})
    _transitions = {
        "publish": Transition(
            _lt("Published"), "state", "published", ("draft", "published"), "editor"
        ),
        "close": Transition(_lt("Closed"), "state", "closed", ("published",), "editor"),
        "reopen": Transition(
            _lt("Reopened"), "state", "published", ("closed",), "editor"
        ),
    }

    scope = fields.Selection(SCOPES, required=True, default="region")
    region_id = fields.Many2one("seutuyp.region", index="btree_not_null")
    area_id = fields.Many2one("seutuyp.area", index="btree_not_null")
    year = fields.Integer(
        required=True, default=lambda self: self._today().year + 1, aggregator=False
    )
    template_id = fields.Many2one(
        "seutuyp.calendar.template",
        compute="_compute_template_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="restrict",
        domain="[('scope', '=', scope), ('region_id', 'in', (False, region_id)), "
        "('area_id', 'in', (False, area_id))]",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    event_ids = fields.One2many("calendar.event", "annual_calendar_id", "Meetings")
    event_count = fields.Integer(compute="_compute_event_count")
    note_ids = fields.One2many(
        "seutuyp.annual.calendar.note", "calendar_id", string="What was moved"
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _year_sane = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "Write the year with four digits."
    )
    _region_uniq = models.UniqueIndex(
        "(year, region_id) WHERE scope = 'region'",
        "The region already has a calendar of this year. Open that one.",
    )
    _area_uniq = models.UniqueIndex(
        "(year, area_id) WHERE scope = 'area'",
        "The area already has a calendar of this year. Open that one.",
    )
    _national_uniq = models.UniqueIndex(
        "(year) WHERE scope = 'national'",
        "The nation already has a calendar of this year. Open that one.",
    )

    @api.model
    def _today(self):
        return self.env["seutuyp.dated.mixin"]._today()

    @api.depends("scope", "region_id", "area_id")
    def _compute_template_id(self):
        templates = self.env["seutuyp.calendar.template"].search(
            [("scope", "in", self.mapped("scope"))]
        )
        for calendar in self:
            fits = calendar.template_id.scope == calendar.scope
            calendar.template_id = (
                calendar.template_id
                if fits
                else templates._for(
                    calendar.scope, calendar.region_id, calendar.area_id
                )
            )

    @api.depends("scope", "region_id.name", "area_id.name", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for calendar in self:
            calendar.display_name = f"{calendar._owner_name()} {calendar.year or ''}"

    def _owner_name(self):
        self.ensure_one()
        if self.scope == "national":
            return self.env._("Nation")
        return (self.region_id or self.area_id).name or ""

    @api.depends("event_ids")
    def _compute_event_count(self):
        counts = dict(
            self.env["calendar.event"]._read_group(
                [("annual_calendar_id", "in", self.ids)],
                ["annual_calendar_id"],
                ["__count"],
            )
        )
        for calendar in self:
            calendar.event_count = counts.get(calendar._origin, 0)

    @api.depends("scope", "region_id", "area_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for calendar in self:
            calendar.may_edit = calendar._has_role("editor")

    def _has_role(self, role):
        """Return whether the user keeps this year.

        A region's is kept by its coordinator and the area contact, an area's by the
        area contact, the nation's by an administrator, who may keep all.
        """
        self.ensure_one()
        user = self.env.user
        if role != "editor":
            return False
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        area = self.sudo().area_id or self.sudo().region_id.area_id
        return (
            user in self.sudo().region_id.editor_user_ids
            or user in area.editor_user_ids
        )

    @api.model
    def _role_label(self, role):
        if role == "editor":
            return self.env._("whoever keeps this calendar")
        return super()._role_label(role)

    def _log_regions(self):
        return self.region_id or self.area_id.region_ids

    @api.constrains("scope", "region_id", "area_id")
    def _check_scope(self):
        for calendar in self:
            wanted = {"region": calendar.region_id, "area": calendar.area_id}
            owner = wanted.pop(calendar.scope, True)
            if not owner or any(wanted.values()):
                raise ValidationError(
                    self.env._(
                        "Choose the region of a regional calendar, the area of an "
                        "area's, and neither for the nation's."
                    )
                )

    @api.constrains("template_id", "scope")
    def _check_template(self):
        for calendar in self:
            if calendar.template_id.scope != calendar.scope:
                raise ValidationError(
                    self.env._(
                        "“%(template)s” is a template of another level. Choose one "
                        "that fits.",
                        template=calendar.template_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        calendars = super().create(vals_list)
        if not self.env.su:
            calendars._check_editor()
        return calendars

    def write(self, vals):
        result = super().write(vals)
        if {"scope", "region_id", "area_id"} & set(vals) and not self.env.su:
            self._check_editor()
        return result

    def _check_editor(self):
        """Refuse to plan somebody else's year.

        :raise AccessError: naming the calendar and who keeps it
        """
        for calendar in self:
            if not calendar._has_role("editor"):
                raise AccessError(
                    self.env._(
                        "The year of %(owner)s is not yours to plan. A region's year "
                        "is planned by its coordinator, an area's by the area contact, "
                        "the nation's by an administrator.",
                        owner=calendar._owner_name(),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for calendar in self:
            if calendar.state != "draft":
                raise ValidationError(
                    self.env._(
                        "The year %(calendar)s is published and stays. Cancel its "
                        "meetings one by one.",
                        calendar=calendar.display_name,
                    )
                )

    # ------------------------------------------------------------------- buttons
    def action_close(self):
        """End the year: nothing more is planned in it."""
        self._transition("close")
        return True

    def action_reopen(self):
        """Open a closed year again."""
        self._transition("reopen")
        return True

    def action_open_events(self):
        """Open the year's meetings, those of the levels above among them."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_planning.calendar_event_action_meeting"
        )
        return {
            **action,
            "name": self.display_name,
            "display_name": self.display_name,
            "domain": self._events_domain(),
            "context": {
                "default_annual_calendar_id": self.id,
                "seutuyp_new_meeting": True,
                "skip_contact_description": True,
            },
        }

    def _events_domain(self):
        """Return the domain of the year as its people see it.

        A region's year shows its area's and the nation's days as well, and the
        meetings of a shared group that another region's calendar has planned.
        """
        self.ensure_one()
        regions = self.region_id or self.area_id.region_ids
        domain = [
            ("seutuyp_year", "=", self.year),
            "|",
            "|",
            ("seutuyp_scope", "=", "national"),
            ("annual_calendar_id", "=", self.id),
        ]
        if self.scope == "national":
            return [("annual_calendar_id", "=", self.id)]
        if self.scope == "region":
            return (
                domain[:1]
                + ["|"]
                + domain[1:]
                + [
                    ("seutuyp_area_id", "=", regions.area_id.id),
                    ("seutuyp_region_ids", "in", regions.ids),
                ]
            )
        return domain + [("seutuyp_area_id", "=", self.area_id.id)]
