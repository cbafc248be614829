# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)


class SeutuypCollectionSheet(models.Model):
    """What one person is asked in a round: one form, of one region or of several.

    The figures on it are told by the collector and by whoever keeps all its regions and
    areas; others see how far it is, and no figure. Who that is stands in
    ``seutuyp_collection_place.py``.
    """

    _name = "seutuyp.collection.sheet"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.workflow.mixin"]
    _description = "Form of a collector"
    _order = "collection_id, id"

    _guarded_fields = frozenset(
        {
            "collection_id",
            "region_ids",
            "area_ids",
            "of_nation",
            "question_ids",
            "file_ids",
            "state",
            "sent_on",
            "received_on",
            "applied_on",
            "confirmed_on",
            "confirmed_by_id",
            "reminded_on",
            "reminded_after_on",
            "escalated_on",
            "area_told_on",
        }
    )
    _transitions = {
        "receive": Transition(_lt("Received"), "state", "received", ("waiting",)),
        "apply": Transition(
            _lt("Figures saved"),
            "state",
            "applied",
            ("waiting", "received", "applied"),
        ),
        "ask_again": Transition(
            _lt("Asked again"),
            "state",
            "waiting",
            ("received", "applied"),
            "keeper",
            reason=True,
        ),
    }

    collection_id = fields.Many2one(
        "seutuyp.collection",
        string="Round",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    collector_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
        help="Named anew, the form goes to the new person and the old link ends.",
    )
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_collection_sheet_region_rel",
        "sheet_id",
        "region_id",
        string="Regions",
        readonly=True,
    )
    filler_user_ids = fields.Many2many(
        "res.users",
        "seutuyp_collection_sheet_filler_rel",
        "sheet_id",
        "user_id",
        string="Who fills it in",
        compute="_compute_filler_user_ids",
        store=True,
        compute_sudo=True,
        help="The collector, and whoever keeps all regions and areas of the form.",
    )
    question_ids = fields.One2many(
        "seutuyp.collection.question", "sheet_id", string="Figures", readonly=True
    )
    file_ids = fields.One2many(
        "seutuyp.collection.file", "sheet_id", string="Files received", readonly=True
    )
    deadline = fields.Date(related="collection_id.deadline", store=True)
    round_state = fields.Selection(related="collection_id.state", string="Round is")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("received", "Received, not saved"),
            ("applied", "Answered"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )
    sent_on = fields.Datetime(readonly=True)
    received_on = fields.Datetime(readonly=True)
    applied_on = fields.Datetime(string="Saved on", readonly=True)
    confirmed_on = fields.Datetime(readonly=True)
    confirmed_by_id = fields.Many2one("res.partner", readonly=True)
    reminded_on = fields.Date(string="Reminded before", readonly=True)
    reminded_after_on = fields.Date(string="Reminded after", readonly=True)
    escalated_on = fields.Date(string="Coordinator told on", readonly=True)
    area_told_on = fields.Date(string="Area contact told on", readonly=True)
    question_count = fields.Integer(string="Asked", compute="_compute_counts")
    answer_count = fields.Integer(string="There", compute="_compute_counts")
    draft_count = fields.Integer(string="Preliminary", compute="_compute_counts")
    may_fill = fields.Boolean(compute="_compute_may")
    may_confirm = fields.Boolean(compute="_compute_may")
    may_keep = fields.Boolean(compute="_compute_may")

    _once = models.Constraint(
        "UNIQUE(collection_id, collector_id)",
        "This person has a form of the round already.",
    )

    # ------------------------------------------------------------------- computes
    @api.depends("collection_id.name", "collector_id.name")
    def _compute_display_name(self):
        for sheet in self:
            names = sheet.sudo().collection_id.name, sheet.sudo().collector_id.name
            sheet.display_name = ": ".join(name or "" for name in names)

    @api.depends("question_ids")
    def _compute_counts(self):
        counts = self.sudo().question_ids._counts("sheet_id")
        for sheet in self:
            found = counts[sheet.id]
            sheet.question_count = sum(found.values())
            sheet.answer_count = sheet.question_count - found["waiting"]
            sheet.draft_count = found["draft"]

    @api.depends("filler_user_ids", "region_ids", "area_ids", "round_state")
    @api.depends_context("uid")
    def _compute_may(self):
        for sheet in self:
            is_open = sheet.sudo().round_state == "open"
            sheet.may_fill = is_open and sheet._has_role("filler")
            sheet.may_keep = is_open and sheet._has_role("keeper")
            sheet.may_confirm = sheet._has_role("confirmer")

    # --------------------------------------------------------------------- access
    @api.model
    def _role_label(self, role):
        if role == "keeper":
            return self.env._("whoever keeps this round")
        return super()._role_label(role)

    def _may_change(self, operation):
        """Tell who names another collector: with the form go figures.

        So it is whoever tells them already, and not whoever keeps the round.
        """
        return self._has_role("filler")

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Another collector is named by the present one, or by whoever keeps "
                "all regions and areas of the form: with it go their figures."
            )
        )

    def _check_may_fill(self):
        """Refuse whoever does not tell these figures, and answers to a closed round.

        :raise AccessError: it is another's form
        :raise UserError: the round is closed
        """
        self.ensure_one()
        if not self._has_role("filler"):
            raise AccessError(
                self.env._(
                    "This form is filled in by %(person)s, or by whoever keeps all its "
                    "regions and areas.",
                    person=self.sudo().collector_id.name,
                )
            )
        if ended := self._ended():
            raise UserError(ended)

    def _ended(self):
        """Return why no answer is taken in any more, in a sentence, or False."""
        if self.sudo().collection_id.state == "open":
            return False
        return self.env._(
            "%(round)s is closed. Ask whoever sent the form to open it again.",
            round=self.sudo().collection_id.name,
        )

    # --------------------------------------------------------------- moves of it
    def write(self, vals):
        others = self.filtered(
            lambda sheet: (
                "collector_id" in vals and sheet.collector_id.id != vals["collector_id"]
            )
        )
        result = super().write(vals)
        if others:
            others._hand_over()
        return result

    def _hand_over(self):
        """Send the form to whoever collects the figures now; the old links end."""
        sheets = self.sudo()
        self.env["seutuyp.token"]._revoke(sheets, "collect")
        sheets._forget_reminders()
        sheets.filtered(
            lambda sheet: sheet.state != "applied" and sheet.round_state == "open"
        )._send()

    def _forget_reminders(self):
        self._guarded().write(
            dict.fromkeys(
                ("reminded_on", "reminded_after_on", "escalated_on", "area_told_on"),
                False,
            )
        )

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_ask_again": (
                self.env._("Ask again"),
                self.env._(
                    "The form goes to the collector once more, with your words. What "
                    "has been answered so far stays and stands in it."
                ),
            ),
        }

    def action_ask_again(self, reason):
        """Ask the collector to look at the figures again. Role: whoever keeps it.

        :param str reason: what is to be looked at; stands in the mail
        :return: True
        """
        for sheet in self:
            if ended := sheet._ended():
                raise UserError(ended)
        self._transition("ask_again", reason, values={"confirmed_on": False})
        self.sudo()._forget_reminders()
        self.sudo()._send(reason)
        return True
