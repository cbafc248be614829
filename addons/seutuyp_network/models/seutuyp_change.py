# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import _lt, api, fields, models
from odoo.exceptions import AccessError, UserError

from .seutuyp_workflow_mixin import Transition

KINDS = [("merge", "Merger"), ("split", "Split"), ("rename", "New name")]
MODELS = [
    ("seutuyp.region", "Regions"),
    ("seutuyp.area", "Areas"),
    ("res.partner", "Organisations"),
]


class SeutuypChange(models.Model):
    """A merger, split or new name of regions, areas or organisations.

    Planned by an administrator, carried out on its day. Living records move then;
    what has been signed, decided or granted keeps naming what it named. How each kind
    of thing moves stands in ``seutuyp_change_region.py``, ``…_area.py`` and
    ``…_partner.py``.
    Source: report chapter 3.3; the reform of areas on 2026-01-01.
    """

    _name = "seutuyp.change"
    _inherit = ["seutuyp.workflow.mixin"]
    _description = "Change over time"
    _order = "effective_on desc, id desc"
    _guard_all = True

    _transitions = {
        "carry_out": Transition(_lt("Carried out"), "state", "done", ("planned",)),
        "cancel": Transition(
            _lt("Cancelled"), "state", "cancelled", ("planned",), "manager", reason=True
        ),
    }

    kind = fields.Selection(KINDS, required=True, readonly=True)
    res_model = fields.Selection(MODELS, string="Of what", required=True, readonly=True)
    effective_on = fields.Date(string="From", required=True, readonly=True, index=True)
    duplicate = fields.Boolean(
        string="Entered twice",
        readonly=True,
        help="The same organisation had been entered twice: its whole history moved.",
    )
    reason = fields.Text(readonly=True)
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Carried out"), ("cancelled", "Cancelled")],
        default="planned",
        required=True,
        readonly=True,
        index=True,
    )
    line_ids = fields.One2many("seutuyp.change.line", "change_id", readonly=True)
    names = fields.Json(readonly=True, help="The new names by language.")
    summary = fields.Text(string="What moved", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Entered by",
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )

    @api.depends_context("lang")
    @api.depends("kind", "line_ids.name", "effective_on")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for change in self:
            sources = change.line_ids.filtered(lambda line: line.role == "source")
            change.display_name = self.env._(
                "%(kind)s: %(names)s",
                kind=kinds.get(change.kind, ""),
                names=", ".join(sources.mapped("name")),
            )

    def _has_role(self, role):
        return role == "manager" and self.env.user.has_group(
            "seutuyp_network.group_manager"
        )

    # --------------------------------------------------------------- what it is of
    def _records(self, role):
        """Return the records with ``role``: ``source``, ``target`` or ``moved``."""
        self.ensure_one()
        ids = self.line_ids.filtered(lambda line: line.role == role).mapped("res_id")
        return self.env[self.res_model].with_context(active_test=False).browse(ids)

    def _sources(self):
        return self._records("source").exists()

    def _target(self):
        return self._records("target").exists()

    # ------------------------------------------------------------------- planning
    @api.model
    def _plan(self, values, lines):
        """Plan a change, and carry it out at once if its day has come.

        :param dict values: kind, res_model, effective_on, reason, duplicate, names
        :param list lines: dicts of role, record and, for what moves, ``to``
        :return: the change
        :raise AccessError: the user is no administrator of the master data
        :raise UserError: lists what stands in the way
        """
        if not (
            self.env.su or self.env.user.has_group("seutuyp_network.group_manager")
        ):
            raise AccessError(
                self.env._(
                    "Changes are entered by an administrator of the master data."
                )
            )
        self._lock_all([line["record"] for line in lines])
        change = self.sudo()._create_guarded(
            {**values, "line_ids": [], "user_id": self.env.uid}
        )
        self.env["seutuyp.change.line"].sudo()._create_guarded(
            [
                {
                    "change_id": change.id,
                    "role": line["role"],
                    "res_id": line["record"].id,
                    "name": line["record"].display_name,
                    "names": self._names_of(line["record"]),
                    "res_model": line["record"]._name,
                    "to_id": line["to"].id if line.get("to") else False,
                }
                for line in lines
            ]
        )
        change._raise_obstacles()
        change._log("plan", self.env._("Entered"), reason=values.get("reason"))
        change._carry_out_if_due()
        return change.with_env(self.env)

    @api.model
    def _lock_all(self, records):
        """Let two changes of the same things happen one after the other.

        In one order, whatever the order given: two at once never wait for each other.
        """
        for record in sorted(set(records), key=lambda item: (item._name, item.id)):
            record.flush_recordset()
            record.lock_for_update(allow_referencing=True)

    @api.model
    def _names_of(self, record):
        """Return {language: name} of a record as it is now."""
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        if not record._fields["name"].translate:
            return dict.fromkeys(langs, record.name)
        return {code: record.with_context(lang=code).name for code in langs}

    def _obstacles(self):
        """Return sentences on what stands in the way now; extended by kind."""
        self.ensure_one()
        return []

    def _raise_obstacles(self):
        for change in self:
            obstacles = change._obstacles()
            if obstacles:
                heading = self.env._("This cannot be done yet:")
                raise UserError(
                    "\n".join([heading, *(f"• {line}" for line in obstacles)])
                )

    def _moves(self):
        """Return what happens, as a list of (what, records, fate, function).

        The preview shows the same list that is carried out. ``fate`` is ``moves``,
        ``stays`` or ``ends``; the function, None for what stays, does it.
        """
        self.ensure_one()
        return []

    # ------------------------------------------------------------------ carrying out
    def _carry_out_if_due(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for change in self:
            if change.state == "planned" and change.effective_on <= today:
                change._carry_out()

    def _carry_out(self):
        self.ensure_one()
        change = self.sudo()
        self._lock_all([*change._sources(), *change._target()])
        change._raise_obstacles()
        moves = change._moves()
        summary = "\n".join(change._move_sentence(*move[:3]) for move in moves)
        agreements = change._agreements_concerned()
        for _what, _records, _fate, function in moves:
            if function:
                function()
        change._transition("carry_out", change.reason, values={"summary": summary})
        agreements._recheck_licences()

    def _move_sentence(self, what, records, fate):
        fates = {
            "moves": self.env._("moves"),
            "stays": self.env._("stays as it is"),
            "ends": self.env._("ends"),
        }
        return self.env._(
            "%(what)s: %(count)s, %(fate)s",
            what=what,
            count=len(records),
            fate=fates[fate],
        )

    def _agreements_concerned(self):
        return self.env["seutuyp.agreement"]

    @api.model
    def _cron_carry_out(self):
        """Carry out what is due, the oldest first; safe to run late or twice.

        What stands in the way of one does not stop the others; it is tried again the
        next night and told to the administrators.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        due = self.search(
            [("state", "=", "planned"), ("effective_on", "<=", today)],
            order="effective_on, id",
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(due))
        for change in due:
            try:
                with self.env.cr.savepoint():
                    change._carry_out()
            except UserError as error:
                change._log(
                    "obstacle", self.env._("Not carried out"), reason=str(error)
                )
            if not cron._commit_progress(1):
                return

    def action_cancel(self, reason=None):
        """Cancel a change that has not been carried out. Role: administrator.

        :param str reason: why
        :return: True
        """
        self._transition("cancel", reason)
        return True

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_cancel": (
                self.env._("Cancel the change"),
                self.env._("Nothing moves. The entry stays in the history."),
            ),
        }


class SeutuypChangeLine(models.Model):
    """What took part in a change, with its names as they were then."""

    _name = "seutuyp.change.line"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Part of a change"
    _order = "change_id, id"
    _guard_all = True

    change_id = fields.Many2one(
        "seutuyp.change", required=True, ondelete="cascade", index=True, readonly=True
    )
    role = fields.Selection(
        [("source", "From"), ("target", "Into"), ("moved", "Moves")],
        required=True,
        readonly=True,
    )
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Integer(required=True, readonly=True)
    to_id = fields.Integer(readonly=True)
    name = fields.Char(string="Name then", readonly=True)
    names = fields.Json(readonly=True)
    kind = fields.Selection(related="change_id.kind")
    effective_on = fields.Date(related="change_id.effective_on", store=True)
    state = fields.Selection(related="change_id.state", store=True)

    _record_idx = models.Index("(res_model, res_id)")


class SeutuypChangeMixin(models.AbstractModel):
    """What has changed about a record, and what it was called on a day."""

    _name = "seutuyp.change.mixin"
    _description = "Changes over time"

    change_ids = fields.Many2many(
        "seutuyp.change", compute="_compute_change_ids", string="Changes"
    )

    def _compute_change_ids(self):
        groups = self.env["seutuyp.change.line"]._read_group(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)],
            ["res_id"],
            ["change_id:recordset"],
        )
        found = dict(groups)
        for record in self:
            record.change_ids = found.get(record._origin.id, self.env["seutuyp.change"])

    def name_on(self, date):
        """Return what the record was called on ``date``, in the reader's language.

        :param date: a date, or its ISO text when called over RPC
        """
        self.ensure_one()
        later = self.env["seutuyp.change.line"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("role", "=", "source"),
                ("change_id.kind", "=", "rename"),
                ("state", "=", "done"),
                ("effective_on", ">", fields.Date.to_date(date)),
            ],
            order="effective_on, id",
            limit=1,
        )
        names = later.names or {}
        return names.get(self.env.lang or "en_US") or later.name or self.name


class SeutuypRegion(models.Model):
    _name = "seutuyp.region"
    _inherit = ["seutuyp.region", "seutuyp.change.mixin"]


class SeutuypArea(models.Model):
    _name = "seutuyp.area"
    _inherit = ["seutuyp.area", "seutuyp.change.mixin"]


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "seutuyp.change.mixin"]

    seutuyp_successor_id = fields.Many2one(
        "res.partner",
        string="Merged into",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        readonly=True,
    )

    def _organisation_today(self):
        """Return the organisations that these have become."""
        result = self
        while result.seutuyp_successor_id:
            gone = result.filtered("seutuyp_successor_id")
            result = (result - gone) | gone.seutuyp_successor_id
        return result
