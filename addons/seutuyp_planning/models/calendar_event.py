# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .seutuyp_calendar_template import SCOPES
from .seutuyp_calendar_template_line import FORUMS

# What says whose meeting it is: set from the calendar and the group, never typed.
OWNER_FIELDS = ("annual_calendar_id", "seutuyp_group_id")


class CalendarEvent(models.Model):
    """A meeting of the network is an ordinary event that knows its calendar."""

    _name = "calendar.event"
    _inherit = ["calendar.event", "seutuyp.workflow.mixin"]

    _guarded_fields = frozenset(
        {
            "meeting_state",
            "seutuyp_line_id",
            "seutuyp_month",
            "seutuyp_scope",
            "seutuyp_year",
            "seutuyp_area_id",
            "seutuyp_region_ids",
            "ics_uid",
            "ics_sequence",
            "ics_time_sequence",
            "cancel_reason",
            "preparation_date",
        }
    )

    annual_calendar_id = fields.Many2one(
        "seutuyp.annual.calendar", index="btree_not_null", ondelete="restrict"
    )
    seutuyp_group_id = fields.Many2one(
        "seutuyp.group", string="Group", index="btree_not_null", ondelete="restrict"
    )
    seutuyp_line_id = fields.Many2one(
        "seutuyp.calendar.template.line",
        string="Rule of the template",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )
    seutuyp_month = fields.Integer(string="Month of the rule", copy=False)
    seutuyp_year = fields.Integer(
        string="Planned in year",
        compute="_compute_seutuyp_owner",
        store=True,
        readonly=False,
        index=True,
        copy=False,
        aggregator=False,
    )
    seutuyp_forum = fields.Selection(FORUMS, string="Forum", index="btree_not_null")
    seutuyp_scope = fields.Selection(
        SCOPES,
        string="Level",
        compute="_compute_seutuyp_owner",
        store=True,
        readonly=False,
        index="btree_not_null",
        copy=False,
    )
    seutuyp_area_id = fields.Many2one(
        "seutuyp.area",
        string="Area",
        compute="_compute_seutuyp_owner",
        store=True,
        readonly=False,
        index="btree_not_null",
        copy=False,
    )
    seutuyp_region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_event_region_rel",
        "event_id",
        "region_id",
        string="Regions",
        compute="_compute_seutuyp_owner",
        store=True,
        readonly=False,
        copy=False,
    )
    seutuyp_public = fields.Boolean(
        string="Open to all",
        help="A joint event, training or campaign that everybody may know of.",
    )
    theme_id = fields.Many2one("seutuyp.meeting.theme")
    theme = fields.Char(related="theme_id.name", string="Theme name")
    segment_id = fields.Many2one("seutuyp.segment")
    lead_days = fields.Integer(string="Prepare before", help="Days.")
    preparation_date = fields.Date(
        string="Prepare from",
        compute="_compute_preparation_date",
        store=True,
        readonly=False,
        copy=False,
    )
    meeting_state = fields.Selection(
        [
            ("planned", "Planned"),
            ("invited", "Invited"),
            ("held", "Held"),
            ("cancelled", "Cancelled"),
        ],
        readonly=True,
        copy=False,
        index="btree_not_null",
    )

    _one_a_rule = models.UniqueIndex(
        "(annual_calendar_id, seutuyp_line_id, seutuyp_month, "
        "COALESCE(seutuyp_group_id, 0)) WHERE seutuyp_line_id IS NOT NULL",
        "This meeting of the year is planned already. Reload the page.",
    )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Show guarded fields as readonly: no form then sends what it has computed.

        Those below are not readonly to the ORM, which would compute and write them anew
        when planning a year gives them.
        """
        shown = super().fields_get(allfields, attributes)
        for name in self._guarded_names().intersection(shown):
            if "readonly" in shown[name]:
                shown[name]["readonly"] = True
        return shown

    @api.depends("annual_calendar_id", "seutuyp_group_id.region_ids")
    def _compute_seutuyp_owner(self):
        owners = self.grouped(
            lambda event: (event.annual_calendar_id, event.seutuyp_group_id)
        )
        for (calendar, group), events in owners.items():
            events.seutuyp_scope = calendar.scope or self._scope_of(group)
            events.seutuyp_area_id = calendar.area_id or group.area_id
            events.seutuyp_region_ids = group.region_ids or calendar.region_id
            for event in events:
                year = calendar.year or (group and event.start.year) or 0
                # of events that are none of ours nothing is written
                if event.seutuyp_year != year:
                    event.seutuyp_year = year

    @api.model
    def _scope_of(self, group):
        kinds = {"area": "area", "national": "national"}
        return kinds.get(group.kind, "region") if group else False

    @api.depends("start", "lead_days", "seutuyp_scope")
    def _compute_preparation_date(self):
        for event in self:
            wanted = event.seutuyp_scope and event.start
            event.preparation_date = wanted and event.start.date() - timedelta(
                days=event.lead_days
            )

    # --------------------------------------------------------------------- access
    @api.model_create_multi
    def create(self, vals_list):
        ours = [
            vals for vals in vals_list if any(vals.get(name) for name in OWNER_FIELDS)
        ]
        if not self._guard_is_open():
            for vals in ours:
                vals.setdefault("privacy", "public")
        # Core writes the organiser's address into the text; ours has its own mails.
        model = self.with_context(skip_contact_description=True) if ours else self
        events = super(CalendarEvent, model).create(vals_list).with_env(self.env)
        if not self._guard_is_open():
            events._start_planned()
            events._check_seutuyp_editor()
        return events

    def write(self, vals):
        if not self.env.su:
            self._check_seutuyp_editor()
        owner = set(OWNER_FIELDS) & set(vals)
        result = super().write(vals)
        if owner and not self._guard_is_open():
            self._start_planned()
            self._check_seutuyp_editor()
        return result

    def _start_planned(self):
        fresh = self.filtered(
            lambda event: event.seutuyp_scope and not event.meeting_state
        )
        fresh.sudo()._guarded().write({"meeting_state": "planned"})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_foreign(self):
        if not self.env.su:
            self._check_seutuyp_editor()

    def _check_seutuyp_editor(self):
        """Refuse changes of a meeting of the network by somebody who does not keep it.

        Core lets every member of the staff write every event that is not private.

        :raise AccessError: naming the meeting and who keeps it
        """
        # a form still being filled in writes nothing yet
        for event in self._origin.filtered("seutuyp_scope"):
            if not event._is_seutuyp_editor():
                raise AccessError(
                    self.env._(
                        "This meeting is not yours to change. Ask the coordinator of "
                        "the region, the area contact, or for a national meeting an "
                        "administrator."
                    )
                )

    def _is_seutuyp_editor(self):
        """Return whether the user keeps this meeting: its year's, or its group's."""
        self.ensure_one()
        group = self.sudo().seutuyp_group_id.with_env(self.env)
        return self._keeps_its_year() or bool(group and group._is_meeting_keeper())

    def _keeps_its_year(self):
        """Return whether the user calls such meetings: coordinator or area contact."""
        self.ensure_one()
        user, event = self.env.user, self.sudo()
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        if event.seutuyp_scope == "area":
            return user in event.seutuyp_area_id.editor_user_ids
        regions = event.seutuyp_region_ids
        return event.seutuyp_scope == "region" and (
            user in regions.editor_user_ids or user in regions.area_id.editor_user_ids
        )
