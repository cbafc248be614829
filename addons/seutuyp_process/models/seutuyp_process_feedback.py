# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)
MOST = 4000


class SeutuypProcessFeedback(models.Model):
    """What somebody of the wider network says of a description, and what came of it.

    It is resolved by whoever describes, with a reply that the giver sees (step 7).
    """

    _name = "seutuyp.process.feedback"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.workflow.mixin"]
    _description = "Feedback on a process"
    _order = "process_id, id"
    _rec_name = "text"

    _guarded_fields = frozenset(
        {
            *("state", "answer", "answered_by_id", "answered_on", "told_on"),
            *("partner_id", "is_carried", "given_on"),
        }
    )
    _transitions = {
        "accept": Transition(
            _lt("Accepted"), "state", "accepted", ("open",), "editor", reason=True
        ),
        "decline": Transition(
            _lt("Not accepted"), "state", "declined", ("open",), "editor", reason=True
        ),
        "reopen": Transition(
            _lt("Opened again"), "state", "open", ("accepted", "declined"), "editor"
        ),
    }

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(related="process_id.region_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Given by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.partner_id,
    )
    given_on = fields.Date(
        readonly=True, default=lambda self: self.env["seutuyp.dated.mixin"]._today()
    )
    part = fields.Selection(
        selection="_selection_part",
        string="About",
        help="Which part of the description; empty: all of it.",
    )
    phase_id = fields.Many2one(
        "seutuyp.process.phase",
        domain="[('process_id', '=', process_id)]",
        ondelete="set null",
    )
    text = fields.Text(string="Feedback", required=True)
    state = fields.Selection(
        [
            ("open", "Waiting for a reply"),
            ("accepted", "Accepted"),
            ("declined", "Not accepted"),
        ],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
    )
    answer = fields.Text(string="Reply", readonly=True, copy=False)
    answered_by_id = fields.Many2one(
        "res.partner",
        string="Replied by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    answered_on = fields.Date(string="Replied on", readonly=True, copy=False)
    is_carried = fields.Boolean(
        string="For the next version",
        readonly=True,
        copy=False,
        help="It stays open and is resolved when the next version is written.",
    )
    told_on = fields.Date(string="Reply mailed on", readonly=True, copy=False)
    may_resolve = fields.Boolean(compute="_compute_may_resolve")

    @api.model
    def _selection_part(self):
        return list(self.env["seutuyp.process"]._part_labels().items())

    @api.depends("process_id", "state")
    @api.depends_context("uid")
    def _compute_may_resolve(self):
        for row in self:
            row.may_resolve = row._has_role("editor")

    @api.constrains("phase_id", "process_id")
    def _check_phase(self):
        for row in self:
            if row.phase_id and row.phase_id.process_id != row.process_id:
                raise AccessError(
                    self.env._(
                        "%(part)s belongs to another process.",
                        part=row.phase_id.display_name,
                    )
                )

    @api.constrains("text")
    def _check_text(self):
        for row in self:
            if not (row.text or "").strip() or len(row.text) > MOST:
                raise ValidationError(
                    self.env._(
                        "Write your feedback, in at most %(most)s characters.",
                        most=MOST,
                    )
                )

    # --------------------------------------------------------------------- access
    def _has_role(self, role):
        self.ensure_one()
        # a new one may not know its process yet
        return bool(self.process_id) and self.process_id._has_role(role)

    @api.model
    def _role_label(self, role):
        return self.env["seutuyp.process"]._role_label(role)

    def _may_change(self, operation):
        """Anyone of the staff gives feedback during a round, and changes his own."""
        self.ensure_one()
        own = self.sudo().partner_id == self.env.user.partner_id
        return (
            own and self.state == "open" and self.process_id.sudo().state == "feedback"
        )

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Feedback is given while its round is open, and changed by whoever "
                "gave it until it is resolved. Reply with the buttons."
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        # An approval at the same moment sees this row, or this sees that it is late.
        rows.process_id.sudo()._lock()
        return rows

    def write(self, vals):
        moved = "process_id" in vals and not self._guard_is_open()
        if moved and any(row.process_id.id != vals["process_id"] for row in self):
            raise self._may_not_change()
        return super().write(vals)

    # ------------------------------------------------------------------ resolving
    def action_accept(self, reason=None):
        """Accept the feedback, with a reply that its giver sees. Role: editor.

        :param str reason: the reply
        """
        return self._resolve("accept", reason)

    def action_decline(self, reason=None):
        """Leave the description as it is, with a reply. Role: editor.

        :param str reason: the reply
        """
        return self._resolve("decline", reason)

    def _resolve(self, name, reply):
        self._transition(
            name,
            reason=reply,
            values={
                "answer": (reply or "").strip(),
                "answered_by_id": self.env.user.partner_id.id,
                "answered_on": self.env["seutuyp.dated.mixin"]._today(),
                "is_carried": False,
                "told_on": False,
            },
        )
        return True

    def action_reopen(self):
        """Take the reply back; the giver sees a new one later. Role: editor."""
        self._transition(
            "reopen",
            values={
                "answer": False,
                "answered_by_id": False,
                "answered_on": False,
                "told_on": False,
            },
        )
        return True

    def action_carry(self):
        """Leave it open for the next version; then it no longer holds up approving.

        :raise UserError: it has been resolved already
        """
        for row in self:
            row.check_access("read")
            if not row._has_role("editor"):
                raise self.env["seutuyp.process"]._may_not_change()
            if row.state != "open":
                raise UserError(
                    self.env._("This has been resolved already. Reload the page.")
                )
        self._lock()
        self.sudo()._guarded().is_carried = True
        self._log("carry", self.env._("Left for the next version"))
        return True

    def _reasoned_actions(self):
        seen = self.env._("Whoever gave it sees your words on the page and by mail.")
        return {
            **super()._reasoned_actions(),
            "action_accept": (self.env._("Accept and reply"), seen),
            "action_decline": (self.env._("Reply why not"), seen),
        }

    def _about(self):
        """Return what the feedback is about, in words."""
        self.ensure_one()
        labels = self.env["seutuyp.process"]._part_labels()
        if self.phase_id:
            return self.env._("Phase: %s", self.phase_id.name)
        return labels.get(self.part) or self.env._("The whole description")


class SeutuypProcess(models.Model):
    _inherit = "seutuyp.process"

    feedback_ids = fields.One2many("seutuyp.process.feedback", "process_id")
    feedback_open = fields.Integer(
        string="Feedback to resolve", compute="_compute_feedback_open"
    )

    @api.depends("feedback_ids.state", "feedback_ids.is_carried")
    def _compute_feedback_open(self):
        groups = self.env["seutuyp.process.feedback"]._read_group(
            [
                ("process_id", "in", self.ids),
                ("state", "=", "open"),
                ("is_carried", "=", False),
            ],
            ["process_id"],
            ["__count"],
        )
        counts = {process.id: count for process, count in groups}
        for process in self:
            process.feedback_open = counts.get(process._origin.id, 0)

    def _problems(self):
        problems = super()._problems()
        waiting = self.sudo().feedback_open
        if waiting:
            problems.append(
                self.env._(
                    "Feedback waits for a reply: %(number)s. Resolve each, or leave it "
                    "for the next version.",
                    number=waiting,
                )
            )
        return problems

    def action_open_feedback(self):
        """Return the list of the feedback on this process."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Feedback"),
            "res_model": "seutuyp.process.feedback",
            "views": [(False, "list"), (False, "form")],
            "domain": [("process_id", "=", self.id)],
            "context": {"default_process_id": self.id},
        }
