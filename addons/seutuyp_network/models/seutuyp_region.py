# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .html_by_language import HtmlByLanguage


class SeutuypRegion(models.Model):
    """A region (seutu): the unit that signs an agreement and holds the licence.

    Who may read or edit a region's records is stored on the region, so that record
    rules reach it by a join (``region_ids.user_ids``) and never go stale.
    """

    _name = "seutuyp.region"
    _inherit = ["seutuyp.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Region"
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    _guarded_fields = frozenset(
        {"area_id", "partner_ids", "user_ids", "editor_user_ids"}
    )
    # What a coordinator may write in his own region; the rest is the manager's.
    _editor_fields = frozenset({"description", "website"})

    code = fields.Char(required=True, copy=False, tracking=True)
    name = fields.Char(required=True, translate=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    description = HtmlByLanguage(
        translate=True, help="What companies find in this region, in a few sentences."
    )
    website = fields.Char(string="Web page")
    area_id = fields.Many2one(
        "seutuyp.area",
        compute="_compute_area_id",
        store=True,
        compute_sudo=True,
        index=True,
        copy=False,
        tracking=True,
        help="The area the region belongs to today, from its dated history.",
    )
    area_history_ids = fields.One2many(
        "seutuyp.region.area", "region_id", string="Area over time"
    )
    coordinator_id = fields.Many2one(
        "res.partner",
        domain=[("is_company", "=", False)],
        index="btree_not_null",
        copy=False,
        tracking=True,
    )
    substitute_id = fields.Many2one(
        "res.partner",
        string="Coordinator's substitute",
        domain=[("is_company", "=", False)],
        index="btree_not_null",
        copy=False,
        tracking=True,
    )
    coordinating_partner_id = fields.Many2one(
        "res.partner",
        string="Coordinating organisation",
        domain=[("is_company", "=", True)],
        index="btree_not_null",
        copy=False,
        tracking=True,
    )
    group_ids = fields.Many2many(
        "seutuyp.group",
        "seutuyp_group_region_rel",
        "region_id",
        "group_id",
        string="Groups",
        readonly=True,
        copy=False,
    )
    contact_ids = fields.Many2many(
        "res.partner",
        "seutuyp_partner_region_rel",
        "region_id",
        "partner_id",
        string="Organisations and people",
        readonly=True,
        copy=False,
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "seutuyp_region_party_rel",
        "region_id",
        "partner_id",
        string="Parties today",
        compute="_compute_partner_ids",
        store=True,
        compute_sudo=True,
        copy=False,
        help="Organisations that are parties to the agreement in force.",
    )
    user_ids = fields.Many2many(
        "res.users",
        "seutuyp_region_reader_rel",
        "region_id",
        "user_id",
        string="Readers",
        compute="_compute_user_ids",
        store=True,
        compute_sudo=True,
        copy=False,
        help="Staff of the parties and members of the groups, while their dates run, "
        "with the coordinator, the substitute and the area contact.",
    )
    editor_user_ids = fields.Many2many(
        "res.users",
        "seutuyp_region_editor_rel",
        "region_id",
        "user_id",
        string="Editors",
        compute="_compute_editor_user_ids",
        store=True,
        compute_sudo=True,
        copy=False,
        help="The users of the coordinator and the substitute.",
    )
    successor_id = fields.Many2one(
        "seutuyp.region",
        string="Merged into",
        index="btree_not_null",
        copy=False,
        tracking=True,
    )

    may_manage = fields.Boolean(compute="_compute_may")
    may_edit = fields.Boolean(compute="_compute_may")

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "Another region has this code. Give each region a code of its own.",
    )

    @api.depends(
        "area_history_ids.area_id",
        "area_history_ids.date_from",
        "area_history_ids.date_to",
    )
    def _compute_area_id(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for region in self:
            region.area_id = region.area_on(today)

    def _compute_partner_ids(self):
        # Parties come with the agreement, which extends this.
        for region in self:
            region.partner_ids = region.partner_ids

    @api.depends(
        "partner_ids.seutuyp_staff_ids.user_ids.active",
        "partner_ids.seutuyp_staff_ids.user_ids.share",
        "coordinating_partner_id.seutuyp_staff_ids.user_ids.active",
        "coordinating_partner_id.seutuyp_staff_ids.user_ids.share",
        "group_ids.active",
        "group_ids.member_ids.date_from",
        "group_ids.member_ids.date_to",
        "group_ids.member_ids.partner_id.user_ids.active",
        "group_ids.member_ids.partner_id.user_ids.share",
        "area_id.contact_id.user_ids.active",
        "area_id.contact_id.user_ids.share",
        "coordinator_id.user_ids.active",
        "coordinator_id.user_ids.share",
        "substitute_id.user_ids.active",
        "substitute_id.user_ids.share",
    )
    def _compute_user_ids(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for region in self:
            region.user_ids = region._internal_users(region._reader_partners(today))

    @api.depends(
        "coordinator_id.user_ids.active",
        "coordinator_id.user_ids.share",
        "substitute_id.user_ids.active",
        "substitute_id.user_ids.share",
    )
    def _compute_editor_user_ids(self):
        for region in self:
            region.editor_user_ids = region._internal_users(
                region.coordinator_id | region.substitute_id
            )

    @api.depends("editor_user_ids")
    @api.depends_context("uid")
    def _compute_may(self):
        manager = self._user_manages()
        for region in self:
            region.may_manage = manager
            region.may_edit = manager or self.env.user in region.editor_user_ids

    @api.model
    def _user_manages(self):
        user = self.env.user
        return self.env.su or user.has_group("seutuyp_network.group_manager")

    @api.model
    def _internal_users(self, partners):
        return partners.user_ids.filtered(lambda user: user.active and not user.share)

    def _organisations(self):
        """Return the parties of these regions, and who coordinates them."""
        return self.partner_ids | self.coordinating_partner_id

    def _reader_partners(self, date):
        """Return the people who may read the region's records on ``date``."""
        self.ensure_one()
        groups = self.group_ids.filtered("active")
        return (
            self._organisations().seutuyp_staff_ids
            | groups.member_ids._on(date).partner_id
            | self.area_id.contact_id
            | self.coordinator_id
            | self.substitute_id
        )

    def write(self, vals):
        self._check_editor_fields(vals)
        return super().write(vals)

    def _check_editor_fields(self, names):
        """Let a coordinator write only what is his; the rest is master data.

        :raise AccessError: naming the fields that only an administrator changes
        """
        if self._user_manages():
            return
        foreign = [
            name
            for name in names
            if name in self._fields
            and name not in self._editor_fields
            and not name.startswith(("message_", "activity_"))
        ]
        if foreign:
            labels = [
                self._fields[name]._description_string(self.env) for name in foreign
            ]
            raise AccessError(
                self.env._(
                    "Only an administrator of the master data changes this about a "
                    "region: %(fields)s. Ask them to do it.",
                    fields=", ".join(sorted(labels)),
                )
            )

    def _groups_action(self):
        """Return the action on the region's groups without reading the database."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Groups"),
            "res_model": "seutuyp.group",
            "views": [(False, "list"), (False, "form")],
            "domain": [("region_ids", "in", self.ids)],
            "context": {"default_region_ids": self.ids},
        }

    def action_view_groups(self):
        """Open the groups of this region."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Groups of %(region)s", region=self.name),
            "res_model": "seutuyp.group",
            "views": [(False, "list"), (False, "form")],
            "domain": [("region_ids", "in", self.ids)],
            "context": {"default_region_ids": self.ids},
        }

    def area_on(self, date):
        """Return the area the region belongs to on ``date``.

        :param date: a date, or its ISO text when called over RPC
        :return: one ``seutuyp.area``, empty when the region belonged to none
        """
        self.ensure_one()
        return self.area_history_ids._on(fields.Date.to_date(date))[:1].area_id

    def _duties_for(self, look):
        """Tell of each region how its groups stand; addons append their own duties.

        :param look: see ``seutuyp_region_viewer.py``
        :return: see :meth:`_duties`
        """
        groups = self._by_region("seutuyp.group")
        steering = self.env["seutuyp.group"].union(*groups.values())
        # One computation for the groups of all regions; only these have a rule.
        steering.filtered(lambda group: group.kind == "steering").mapped("rule_ok")
        return {region.id: [region._duty_groups(groups[region.id])] for region in self}

    def _by_region(self, model, domain=()):
        """Return {region id: records of ``model``} as the current user sees them.

        A search, not the region's own x2many field: the cache of that is shared by
        users and superuser, so what one may not see would be missing for the others.

        :param str model: a model with ``region_ids``
        :param domain: which of its records
        """
        records = self.env[model].search([("region_ids", "in", self.ids), *domain])
        found = {id_: [] for id_ in self.ids}
        for record in records:
            for id_ in record.region_ids.ids:
                if id_ in found:
                    found[id_].append(record.id)
        # What is read of one region's records is read of all regions' at once.
        prefetch = records._prefetch_ids
        return {
            id_: records.browse(ids).with_prefetch(prefetch)
            for id_, ids in found.items()
        }

    def _duty_groups(self, groups):
        """Say how the region's groups stand.

        :param groups: the region's active groups
        """
        self.ensure_one()
        steering = groups.filtered(lambda group: group.kind == "steering")
        steering = steering.with_prefetch(groups._prefetch_ids)
        unmet = steering.filtered(lambda group: not group.rule_ok)
        if not steering and not self.coordinator_id:
            light = "grey"
            reason = self.env._("Nothing yet: the region has no coordinator.")
        elif not steering:
            light, reason = "red", self.env._("No steering group has been named.")
        elif unmet:
            light, reason = "amber", unmet[0].rule_message
        elif not groups.filtered(lambda group: group.kind == "working"):
            light, reason = "amber", self.env._("There is no working group yet.")
        else:
            light = "green"
            reason = self.env._("The steering group and a working group are named.")
        return {
            "code": "groups",
            "label": self.env._("Groups"),
            "light": light,
            "reason": reason,
            "action": self._groups_action(),
            "action_label": self.env._("Open groups"),
        }

    @api.model
    def _cron_refresh_readers(self):
        """Let today's date take effect on areas, readers and followers."""
        regions = self.search([("active", "in", (True, False))])
        regions._refresh_readers()
        for region in regions:
            region._unsubscribe_lost_readers()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _refresh_readers(self):
        for name in ("area_id", "partner_ids", "user_ids", "editor_user_ids"):
            self.env.add_to_compute(self._fields[name], self)
            self._recompute_recordset([name])

    def _unsubscribe_lost_readers(self):
        for records in self._records_followed():
            records._unsubscribe_without_access()

    def _records_followed(self):
        """Return the region's records with followers, one recordset per model."""
        self.ensure_one()
        return [self, self.with_context(active_test=False).group_ids]
