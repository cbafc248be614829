# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import secrets

from odoo import _lt, api, fields, models

from .seutuyp_workflow_mixin import Transition

STATES = [
    ("active", "Valid"),
    ("suspended", "Suspended"),
    ("revoked", "Revoked"),
    ("expired", "Expired"),
]


class SeutuypLicence(models.Model):
    """A region's right to use the brand, granted for one approved, signed text."""

    _name = "seutuyp.licence"
    _inherit = ["mail.thread", "seutuyp.workflow.mixin"]
    _description = "Brand licence"
    _order = "granted_on desc, id desc"
    _rec_name = "number"

    _guarded_fields = frozenset(
        {
            "number",
            "region_id",
            "agreement_id",
            "content_hash",
            "granted_on",
            "date_end",
            "state",
            "at_risk",
            "deadline",
            "access_token",
            "on_paper",
            "round_id",
        }
    )
    _transitions = {
        "suspend": Transition(
            _lt("Suspended"), "state", "suspended", ("active",), "reviewer", reason=True
        ),
        "restore": Transition(
            _lt("Restored"), "state", "active", ("suspended",), "reviewer", reason=True
        ),
        "revoke": Transition(
            _lt("Revoked"),
            "state",
            "revoked",
            ("active", "suspended"),
            "reviewer",
            reason=True,
        ),
        "expire": Transition(
            _lt("Expired"), "state", "expired", ("active", "suspended")
        ),
    }

    number = fields.Char(required=True, readonly=True, copy=False)
    region_id = fields.Many2one(
        "seutuyp.region", required=True, ondelete="restrict", index=True, readonly=True
    )
    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    round_id = fields.Many2one("seutuyp.review.round", string="Decision", readonly=True)
    content_hash = fields.Char(string="Content SHA-256", readonly=True)
    granted_on = fields.Date(required=True, readonly=True)
    date_end = fields.Date(string="Valid until", readonly=True)
    state = fields.Selection(
        STATES,
        required=True,
        default="active",
        readonly=True,
        copy=False,
        tracking=True,
    )
    at_risk = fields.Boolean(readonly=True, copy=False)
    deadline = fields.Date(readonly=True, copy=False)
    on_paper = fields.Boolean(string="Granted on paper", readonly=True)
    document_ids = fields.One2many("seutuyp.document", "licence_id", readonly=True)
    access_token = fields.Char(
        readonly=True, copy=False, default=lambda self: secrets.token_urlsafe(16)
    )
    verify_url = fields.Char(string="Public page", compute="_compute_verify_url")

    _number_uniq = models.Constraint(
        "UNIQUE (number)", "A licence with this number exists."
    )
    _token_uniq = models.Constraint(
        "UNIQUE (access_token)", "The address exists already."
    )
    _one_active = models.UniqueIndex(
        "(region_id) WHERE state IN ('active', 'suspended')",
        "The region already has a licence.",
    )

    def _has_role(self, role):
        return role == "reviewer" and self.env.user.has_group(
            "seutuyp_network.group_reviewer"
        )

    @api.depends("access_token")
    def _compute_verify_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for licence in self:
            licence.verify_url = f"{base}/seutuyp/licence/{licence.access_token}"

    # ------------------------------------------------------------------- buttons
    def action_suspend(self, reason=None):
        """Suspend the licence. Role: reviewer.

        :param str reason: shown on the public page's history
        :return: True
        """
        self._transition("suspend", reason)
        return True

    def action_restore(self, reason=None):
        """Restore a suspended licence. Role: reviewer.

        :param str reason: why
        :return: True
        """
        self._transition("restore", reason)
        return True

    def action_revoke(self, reason=None):
        """Revoke the licence. Role: reviewer.

        :param str reason: why
        :return: True
        """
        self._transition("revoke", reason)
        return True

    def action_open_public_page(self):
        """Open the page that the QR code leads to."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.verify_url, "target": "new"}

    # --------------------------------------------------------------------- logic
    def _issue_certificate(self):
        """Keep the certificate as it was first issued, in the agreement's language."""
        self.ensure_one()
        lang = self.agreement_id.lang
        report = self.env["ir.actions.report"].sudo().with_context(lang=lang)
        data = report._render_qweb_pdf("seutuyp_network.report_licence", self.ids)[0]
        return self.env["seutuyp.document"]._issue(
            "certificate",
            data,
            f"{self.number}.pdf",
            agreement_id=self.agreement_id.id,
            licence_id=self.id,
            content_hash=self.content_hash,
            lang=lang,
        )

    def _public_history(self):
        """Return what the public page tells: list of dict(date, what), oldest first.

        Reasons stay inside the network.
        """
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        history = [{"date": self.granted_on, "what": self.env._("Granted")}]
        review = None  # what was put right before any decision is nobody's business
        for line in self.sudo().log_ids.sorted("id"):
            if line.transition == "at_risk" and review is None:
                review = {"date": line.date.date(), "what": self.env._("Review begun")}
                history.append(review)
            elif line.transition == "put_right" and review in history:
                history.remove(review)
                review = None
            elif line.transition == "review_over" and review is not None:
                what = self.env._("Review ended, the licence stays valid")
                history.append({"date": line.date.date(), "what": what})
                review = None
            elif line.field_name == "state":
                review = None
                what = labels.get(line.new_value, line.new_value)
                if line.new_value == "active":
                    what = self.env._("Restored")
                history.append({"date": line.date.date(), "what": what})
        return history

    @api.model
    def _cron_expire(self):
        """Let licences run out by their date; safe to run late or twice."""
        today = self.env["seutuyp.dated.mixin"]._today()
        ended = self.search(
            [("state", "in", ("active", "suspended")), ("date_end", "<", today)]
        )
        if ended:
            ended._transition("expire")


class SeutuypAgreement(models.Model):
    """Granting: approved and signed for the same text."""

    _inherit = "seutuyp.agreement"

    licence_ids = fields.One2many("seutuyp.licence", "agreement_id", readonly=True)

    def _approved_round(self):
        return self.sudo().round_ids.filtered(
            lambda item: (
                item.decision == "approved"
                and not item.voided_on
                and item.content_hash == self.content_hash
            )
        )[:1]

    def _grant_licence_if_due(self):
        """Grant each region its licence once review and signatures meet on one text."""
        self.ensure_one()
        agreement = self.sudo()
        review_round = agreement._approved_round()
        if (
            agreement.signing_state != "complete"
            or agreement.review_state != "approved"
            or not review_round
        ):
            return self.env["seutuyp.licence"]
        return agreement._grant_licences(review_round)

    def _grant_licences(self, review_round, granted_on=None, numbers=None):
        licences = self.env["seutuyp.licence"].sudo()
        for region in self.region_ids:
            existing = licences.search(
                [
                    ("region_id", "=", region.id),
                    ("state", "in", ("active", "suspended")),
                ]
            )
            if existing.agreement_id == self:
                continue
            if existing:
                existing._transition(
                    "expire", self.env._("A newer agreement took its place.")
                )
                existing.flush_recordset()  # before the new one meets the unique index
            licence = licences._create_guarded(
                {
                    "number": (numbers or {}).get(region.id)
                    or self.env["ir.sequence"].sudo().next_by_code("seutuyp.licence"),
                    "region_id": region.id,
                    "agreement_id": self.id,
                    "round_id": review_round.id,
                    "content_hash": self.content_hash,
                    "granted_on": granted_on
                    or self.env["seutuyp.dated.mixin"]._today(),
                    "date_end": self.date_end,
                    "on_paper": self.on_paper,
                }
            )
            licence._log("grant", self.env._("Licence granted"))
            licences |= licence
        if licences and not self.on_paper:
            self._trigger_document_cron()
            self._tell_coordinators(
                "seutuyp_network.mail_template_licence",
                lambda item: item.env._(
                    "The brand licence was granted: tell the parties"
                ),
                seutuyp_licence=licences[:1],
            )
        return licences
