# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class Transition(NamedTuple):
    """One row of a transition table.

    :param label: what happened, for the log (a lazy translated string)
    :param field: the state field that moves
    :param target: its new value
    :param sources: values it may have before
    :param role: who may press the button, resolved on the record by
        ``_has_role``; None means that only the program itself moves it
    :param reason: True when a reason must be given
    """

    label: str
    field: str
    target: str
    sources: tuple
    role: str | None = None
    reason: bool = False


class SeutuypWorkflowMixin(models.AbstractModel):
    """State machines that cannot be walked around.

    A model declares ``_transitions``; the same table answers which buttons show
    (``available_actions``) and what the server accepts (:meth:`_transition`).
    """

    _name = "seutuyp.workflow.mixin"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Workflow"

    _transitions = {}

    available_actions = fields.Char(
        compute="_compute_available_actions",
        help="Names of the moves that the current user may make now.",
    )
    log_ids = fields.Many2many("seutuyp.workflow.log", compute="_compute_log_ids")

    # ------------------------------------------------------------------ access
    def _has_role(self, role):
        """Return whether the current user has ``role`` on this one record."""
        self.ensure_one()
        return False

    def _can(self, name):
        """Return whether the current user may make the move ``name`` now."""
        self.ensure_one()
        rule = self._transitions[name]
        return bool(
            rule.role and self[rule.field] in rule.sources and self._has_role(rule.role)
        )

    @api.depends_context("uid")
    @api.depends(
        lambda self: sorted({rule.field for rule in self._transitions.values()})
    )
    def _compute_available_actions(self):
        for record in self:
            names = [name for name in self._transitions if record._can(name)]
            record.available_actions = " ".join(names)

    def _compute_log_ids(self):
        groups = self.env["seutuyp.workflow.log"]._read_group(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)],
            ["res_id"],
            ["id:recordset"],
        )
        logs = dict(groups)
        for record in self:
            lines = logs.get(record.id, self.env["seutuyp.workflow.log"])
            record.log_ids = lines.sorted("id", reverse=True)  # the latest on top

    # -------------------------------------------------------------- transitions
    def _lock(self):
        """Make concurrent moves of these records wait, then start again.

        The row is changed, not only locked: under repeatable read a second
        transaction then fails with a serialization error and Odoo runs it again
        on the new state, instead of going on with what it saw before.
        """
        if not self.ids:
            return
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET write_date = write_date WHERE id IN %s",
                SQL.identifier(self._table),
                tuple(sorted(self.ids)),
            )
        )

    def _check_transition(self, name, reason=None):
        """Raise with a plain explanation unless the move may be made.

        :param str name: key of ``_transitions``
        :param str reason: the reason given, when the move needs one
        :raise AccessError: the user does not have the role on this record
        :raise UserError: the state does not allow it, or the reason is missing
        """
        rule = self._transitions[name]
        self.check_access("read")
        for record in self:
            if rule.role and not record._has_role(rule.role):
                raise AccessError(
                    self.env._(
                        "“%(action)s” is not yours to do on %(record)s. It belongs "
                        "to: %(role)s.",
                        action=str(rule.label),
                        record=record.display_name,
                        role=self._role_label(rule.role),
                    )
                )
            if record[rule.field] not in rule.sources:
                raise UserError(record._wrong_state_message(rule))
        if rule.reason and not (reason or "").strip():
            raise UserError(
                self.env._("Write the reason first: the others need to know it.")
            )

    def _wrong_state_message(self, rule):
        field = self._fields[rule.field]
        labels = dict(field._description_selection(self.env))
        return self.env._(
            "“%(action)s” is not possible now: %(record)s is in the state "
            "“%(state)s”. Reload the page to see what has happened.",
            action=str(rule.label),
            record=self.display_name,
            state=labels.get(self[rule.field], self[rule.field]),
        )

    @api.model
    def _role_label(self, role):
        return {
            "coordinator": self.env._("the region's coordinator"),
            "reviewer": self.env._("the ministry's reviewer"),
            "area": self.env._("the area contact"),
            "manager": self.env._("the administrator"),
        }.get(role, role)

    def _transition(self, name, reason=None, values=None, partner=None):
        """Move the records, guarded and logged.

        :param str name: key of ``_transitions``
        :param str reason: why, kept in the log
        :param dict values: further guarded values written in the same breath
        :param partner: the person who acts when it is not the user (a signatory)
        :raise AccessError, UserError: see :meth:`_check_transition`
        """
        rule = self._transitions[name]
        self._lock()
        self._check_transition(name, reason)
        old = {record.id: record[rule.field] for record in self}
        self.sudo()._guarded().write({rule.field: rule.target, **(values or {})})
        self._log(
            name,
            label=str(rule.label),
            reason=reason,
            partner=partner,
            moves={id_: (rule.field, value, rule.target) for id_, value in old.items()},
        )

    def _log(
        self, name, label, reason=None, partner=None, moves=None, content_hash=None
    ):
        """Append one line per record to the log.

        :param str label: what happened, in words
        :param dict moves: record id → (field, old value, new value)
        """
        moves = moves or {}
        has_hash = "content_hash" in self._fields
        vals_list = []
        for record in self.sudo():
            field_name, old, new = moves.get(record.id, (False, False, False))
            vals_list.append(
                {
                    "res_model": self._name,
                    "res_id": record.id,
                    "transition": name,
                    "label": label,
                    "field_name": field_name,
                    "old_value": old,
                    "new_value": new,
                    "reason": (reason or "").strip() or False,
                    "content_hash": content_hash
                    or (record.content_hash if has_hash else False),
                    "user_id": self.env.uid,
                    "partner_id": (partner or self.env.user.partner_id).id,
                    "region_ids": record._log_regions().ids,
                }
            )
        self.env["seutuyp.workflow.log"].sudo()._create_guarded(vals_list)
        self.invalidate_recordset(["log_ids"])

    def _log_regions(self):
        """Return the regions whose readers may read the log of this record."""
        for name in ("region_ids", "region_id"):
            if name in self._fields:
                return self[name]
        return self.env["seutuyp.region"]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_logged(self):
        logged = (
            self.env["seutuyp.workflow.log"]
            .sudo()
            .search_count(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)], limit=1
            )
        )
        if logged:
            raise UserError(
                self.env._(
                    "A record that has already moved in its workflow is kept. "
                    "Archive it instead of deleting it."
                )
            )
