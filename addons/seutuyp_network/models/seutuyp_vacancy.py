# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from .seutuyp_handover_line import KINDS


class SeutuypVacancy(models.Model):
    """A duty that nobody does: noticed by itself, told once, closed when filled."""

    _name = "seutuyp.vacancy"
    _inherit = ["mail.thread", "mail.activity.mixin", "seutuyp.guard.mixin"]
    _description = "Vacant duty"
    _order = "since desc, id desc"

    _guarded_fields = frozenset(
        {
            "kind",
            "region_id",
            "area_id",
            "group_id",
            "region_ids",
            "person_id",
            "reason",
            "since",
            "cleared_on",
        }
    )

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(KINDS, string="Role", required=True, readonly=True)
    region_id = fields.Many2one("seutuyp.region", readonly=True, ondelete="cascade")
    area_id = fields.Many2one("seutuyp.area", readonly=True, ondelete="cascade")
    group_id = fields.Many2one("seutuyp.group", readonly=True, ondelete="cascade")
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_vacancy_region_rel",
        "vacancy_id",
        "region_id",
        string="Regions",
        readonly=True,
    )
    person_id = fields.Many2one(
        "res.partner", string="Named person", readonly=True, ondelete="set null"
    )
    reason = fields.Selection(
        [
            ("empty", "Nobody is named"),
            ("archived", "The person has been archived"),
            ("account", "The person's account has been closed"),
            ("ended", "The person's employment has ended"),
        ],
        required=True,
        readonly=True,
    )
    since = fields.Date(string="Noticed on", required=True, readonly=True)
    cleared_on = fields.Date(string="Filled on", readonly=True, index=True)

    _one_open = models.UniqueIndex(
        "(kind, COALESCE(region_id, 0), COALESCE(area_id, 0), COALESCE(group_id, 0)) "
        "WHERE cleared_on IS NULL",
        "This vacancy has been noticed already.",
    )

    def _place(self):
        self.ensure_one()
        return self.region_id or self.area_id or self.group_id

    @api.depends("kind", "region_id", "area_id", "group_id", "person_id", "reason")
    @api.depends_context("lang")
    def _compute_name(self):
        for vacancy in self:
            place = vacancy._place().sudo().name
            sentences = {
                "coordinator": lambda name=place: self.env._(
                    "%(place)s has no coordinator.", place=name
                ),
                "area": lambda name=place: self.env._(
                    "%(place)s has no area contact.", place=name
                ),
                "chair": lambda name=place: self.env._(
                    "%(place)s has no chair.", place=name
                ),
            }
            vacancy.name = sentences[vacancy.kind]() if vacancy.kind else ""

    # ------------------------------------------------------------------------ cron
    @api.model
    def _cron_watch(self):
        """Open, tell and close vacancies; the same day again changes nothing."""
        today = self.env["seutuyp.dated.mixin"]._today()
        found = self._found(today)
        open_ones = self.search([("cleared_on", "=", False)])
        known = {(item.kind, item._place().id): item for item in open_ones}
        filled = open_ones.filtered(
            lambda item: (item.kind, item._place().id) not in found
        )
        filled._guarded().write({"cleared_on": today})
        filled.activity_unlink(["mail.mail_activity_data_todo"])
        new = [vals for key, vals in found.items() if key not in known]
        vacancies = self._create_guarded(new)
        vacancies._tell()
        (vacancies | filled).region_ids.agreement_id._recheck_licences()

    @api.model
    def _found(self, today):
        """Return {(kind, id of the place): values} of what is vacant on ``today``."""
        started = self.env["seutuyp.region"].search(
            Domain("successor_id", "=", False)
            & (
                Domain("agreement_ids", "!=", False)
                | Domain("group_ids", "!=", False)
                | Domain("coordinator_id", "!=", False)
            )
        )
        groups = self.env["seutuyp.group"].search(
            [("kind", "=", "steering"), ("region_ids", "in", started.ids)]
        )
        areas = started.area_id._on(today)
        places = [
            *(
                ("coordinator", "region_id", item, item.coordinator_id, item)
                for item in started
            ),
            *(
                ("area", "area_id", item, item.contact_id, item.region_ids & started)
                for item in areas
            ),
            *(
                ("chair", "group_id", item, item.chair_id, item.region_ids)
                for item in groups
            ),
        ]
        people = self.env["res.partner"].union(*(place[3] for place in places))
        gone = people._gone_reasons(today)
        found = {}
        for kind, field, place, person, regions in places:
            reason = gone.get(person.id) if person else "empty"
            if reason:
                found[(kind, place.id)] = {
                    "kind": kind,
                    field: place.id,
                    "region_ids": [fields.Command.set(regions.ids)],
                    "person_id": person.id,
                    "reason": reason,
                    "since": today,
                }
        return found

    # --------------------------------------------------------------------- telling
    def _receivers(self):
        """Return who is told: the area's people, else the administrators."""
        areas = self.region_ids.area_id
        people = self.env["res.partner"]
        if self.kind != "area":
            people = (areas.contact_id | areas.deputy_id) - self.person_id
        if self.kind == "chair":
            people |= self.region_ids.coordinator_id - self.person_id
        users = people.user_ids.filtered(lambda user: user.active and not user.share)
        if self.kind != "chair" or not users:
            users |= self.env["seutuyp.handover"].new({"kind": "area"})._confirmers()
        return users

    def _tell(self):
        for vacancy in self:
            for user in vacancy._receivers():
                line = vacancy.with_context(lang=user.lang)
                line.with_context(mail_activity_quick_update=True).activity_schedule(
                    "mail.mail_activity_data_todo", summary=line.name, user_id=user.id
                )
                if user.email:
                    self.env["seutuyp.mailer"]._mail(
                        "seutuyp_network.mail_template_vacancy",
                        user.partner_id.sudo(),
                        vacancy,
                        lang=user.lang,
                    )

    def _seutuyp_backend_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/odoo/vacancies/{self.id}"

    # --------------------------------------------------------------------- actions
    def action_fill(self):
        """Open a handover for the vacant duty."""
        self.ensure_one()
        self.check_access("read")
        field = {"coordinator": "region_id", "area": "area_id", "chair": "group_id"}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Handover"),
            "res_model": "seutuyp.handover",
            "views": [(False, "form")],
            "context": {
                "default_kind": self.kind,
                f"default_{field[self.kind]}": self._place().id,
                "default_date_last": fields.Date.to_string(
                    self.env["seutuyp.dated.mixin"]._today()
                ),
            },
        }


class SeutuypRegion(models.Model):
    """A vacant duty shows as a light of its own, only while it is vacant."""

    _inherit = "seutuyp.region"

    def _duties_for(self, look):
        found = super()._duties_for(look)
        vacancies = self.env["seutuyp.vacancy"].search(
            [("cleared_on", "=", False), ("region_ids", "in", self.ids)]
        )
        # Each kind is a column of its own in the table of regions, so it has its name.
        kinds = dict(vacancies._fields["kind"]._description_selection(self.env))
        for vacancy in vacancies:
            for region in vacancy.region_ids & self:
                found[region.id].append(
                    {
                        "code": f"vacancy_{vacancy.kind}",
                        "label": kinds[vacancy.kind],
                        "light": "red",
                        "reason": vacancy.name,
                        "action": self._open_form(vacancy),
                        "action_label": self.env._("See what to do"),
                    }
                )
        return found
