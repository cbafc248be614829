# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from .seutuyp_agreement_links import REMIND_AFTER_DAYS
from .seutuyp_agreement_portal import RENEW_AFTER


class SeutuypAgreementAmendmentSigner(models.Model):
    """One organisation that signs an amendment, with the person who does it."""

    _name = "seutuyp.agreement.amendment.signer"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.signer.mixin"]
    _description = "Signer of an amendment"
    _order = "amendment_id, id"
    _rec_name = "partner_id"
    _guard_all = True

    amendment_id = fields.Many2one(
        "seutuyp.agreement.amendment",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    agreement_id = fields.Many2one(related="amendment_id.agreement_id")
    can_change = fields.Boolean(compute="_compute_can_change")
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    party_id = fields.Many2one(
        "seutuyp.agreement.party", readonly=True, ondelete="restrict"
    )
    signatory_id = fields.Many2one(
        "res.partner", required=True, readonly=True, ondelete="restrict"
    )
    signatory_email = fields.Char(string="Link sent to", readonly=True)
    capacity = fields.Char(readonly=True)
    state = fields.Selection(
        [
            ("pending", "Not signed yet"),
            ("signed", "Signed"),
            ("declined", "Declined"),
        ],
        required=True,
        readonly=True,
        default="pending",
    )
    signed_on = fields.Datetime(readonly=True)
    signature_id = fields.Many2one("seutuyp.signature", readonly=True)
    decline_reason = fields.Text(readonly=True)
    link_sent_on = fields.Datetime(string="Link sent", readonly=True)
    link_expires_on = fields.Datetime(string="Link valid until", readonly=True)
    reminded_on = fields.Datetime(string="Reminded", readonly=True)

    _signer_uniq = models.UniqueIndex(
        "(amendment_id, partner_id)", "This organisation signs once."
    )

    @api.depends_context("uid")
    @api.depends("state", "amendment_id.state", "agreement_id.is_coordinator")
    def _compute_can_change(self):
        for signer in self:
            signer.can_change = (
                signer._waits_for_signature() and signer.agreement_id.is_coordinator
            )

    # --------------------------------------------------------------------- links
    def _mail(self, template_xmlid, to=None, address=None, documents=None, **values):
        self.ensure_one()
        self.agreement_id._mail_person(
            template_xmlid,
            to or self.signatory_id,
            record=self,
            address=address or self.signatory_email,
            documents=documents,
            **values,
        )

    def _send_links(self, template_xmlid):
        """Mail the personal link to the frozen address, or freeze it if it is new."""
        now = fields.Datetime.now()
        for signer in self:
            address = signer.signatory_email or email_normalize(
                signer.signatory_id.email
            )
            text, token = self.env["seutuyp.token"]._issue(
                signer, "amend", signer.signatory_id, address
            )
            signer._mail(
                template_xmlid,
                address=address,
                seutuyp_link=signer._portal_url(text),
                seutuyp_expires=token.expires_on,
            )
            signer._guarded().write(
                {
                    "signatory_email": address,
                    "link_sent_on": signer.link_sent_on or now,
                    "link_expires_on": token.expires_on,
                }
            )

    def _portal_path(self):
        amendment = self.amendment_id
        return f"/my/agreements/{amendment.agreement_id.id}/amendments/{amendment.id}"

    def _portal_url(self, token):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        lang = self.signatory_id.lang or self.agreement_id.lang
        prefix = self.env["res.lang"]._get_data(code=lang).url_code
        parts = [base, prefix, self._portal_path().lstrip("/")]
        address = "/".join(part for part in parts if part)
        return f"{address}?party={self.id}&token={token}"

    def _remind(self):
        for signer in self:
            signer._send_links("seutuyp_network.mail_template_amend_remind")
            signer._guarded().reminded_on = fields.Datetime.now()

    def _renew_link(self):
        """Mail a new link to the frozen address, asked for on an expired page."""
        self.ensure_one()
        signer = self.sudo()
        recent = fields.Datetime.now() - RENEW_AFTER
        if signer._waits_for_signature() and not (
            signer.reminded_on and signer.reminded_on > recent
        ):
            signer._remind()

    @api.model
    def _cron_remind(self):
        """Remind once a week; late or repeated runs mail nothing twice."""
        limit = fields.Datetime.now() - timedelta(days=REMIND_AFTER_DAYS)
        signers = self.search(
            [
                ("amendment_id.state", "=", "collecting"),
                ("state", "=", "pending"),
                ("link_sent_on", "<", limit),
                "|",
                ("reminded_on", "=", False),
                ("reminded_on", "<", limit),
            ]
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(signers))
        for signer in signers:
            signer._remind()
            if not cron._commit_progress(1):
                return

    # ------------------------------------------------------------------- signing
    def _waits_for_signature(self):
        return self.state == "pending" and self.amendment_id.state == "collecting"

    def _what_became_of(self, token):
        """Return why a link stopped working; see the party's method."""
        self.ensure_one()
        signature = self.signature_id
        if (
            signature.partner_id == token.partner_id
            and signature.email == token.email
            and token.revoked_on >= signature.signed_on
            and token.expires_on > fields.Datetime.now()
        ):
            return "signed"
        if self.state == "declined" and self.signatory_id == token.partner_id:
            return "declined"
        if self.state == "pending" and self.signatory_id != token.partner_id:
            return "delegated"
        return "revoked"

    def _signature_links(self):
        return {
            "agreement_id": self.agreement_id.id,
            "amendment_id": self.amendment_id.id,
            "signer_id": self.id,
            "content_hash": self.amendment_id.content_hash,
        }

    def _sign(self, name, capacity, method, image=None, evidence=None):
        """Sign the amendment; see ``_sign`` of the party, whose rules hold here too.

        :raise UserError: bad input, or the amendment is not waiting for this signature
        """
        self.ensure_one()
        signer = self.sudo()
        signer._lock_agreement()
        evidence = evidence or {}
        shown = evidence.get("content_hash")
        amendment = signer.amendment_id
        if signer.state == "signed" and amendment.content_hash == shown:
            return signer.signature_id
        signer._check_waits()
        if not shown or shown != amendment.content_hash:
            raise UserError(
                self.env._(
                    "The text has changed since you opened the page. Read it again "
                    "before you sign."
                )
            )
        if problem := amendment._opening_problem():
            raise UserError(problem)
        vals = signer._prepare_signature_vals(name, capacity, method, image, evidence)
        signature = signer.env["seutuyp.signature"]._create_guarded(vals)
        signer._guarded().write(
            {
                "state": "signed",
                "signed_on": signature.signed_on,
                "signature_id": signature.id,
            }
        )
        signer.env["seutuyp.token"]._revoke(signer, "amend")
        amendment._log(
            "sign",
            self.env._("%(party)s signed", party=signer.partner_id.display_name),
            partner=signer.signatory_id,
        )
        amendment._complete_if_all_signed()
        signer.agreement_id._trigger_document_cron()
        return signature

    def _lock_agreement(self):
        """Let those who sign act one after the other."""
        self.agreement_id._lock()
        self.amendment_id._lock()

    def _check_waits(self):
        if not self._waits_for_signature():
            raise UserError(
                self.env._("This amendment is not waiting for your signature now.")
            )

    def _decline(self, reason):
        """Decline to sign: the amendment ends, the coordinator is told why.

        :raise UserError: no reason, or nothing to decline
        """
        self.ensure_one()
        signer = self.sudo()
        signer._lock_agreement()
        if signer.state == "declined":
            return
        signer._check_waits()
        reason = signer._checked_reason(reason)
        signer._guarded().write({"state": "declined", "decline_reason": reason})
        amendment = signer.amendment_id
        amendment._transition("decline", reason, partner=signer.signatory_id)
        amendment._stop(None)
        amendment.agreement_id._tell_coordinators(
            "seutuyp_network.mail_template_later",
            lambda item: item.env._(
                "%(party)s declined to sign: %(what)s",
                party=signer.partner_id.name,
                what=amendment.with_env(item.env)._title(),
            ),
            seutuyp_words=self.env._(
                "%(party)s declined to sign: %(what)s",
                party=signer.partner_id.name,
                what=amendment._title(),
            ),
            seutuyp_reason=reason,
        )

    # -------------------------------------------------------------- handing over
    _link_purpose = "amend"
    _link_template = "seutuyp_network.mail_template_amend"
    _changed_template = "seutuyp_network.mail_template_amend_signatory"

    def _signed_record(self):
        return self.amendment_id

    def _change_signatory(self, person, reason, by=None):
        result = super()._change_signatory(person, reason, by=by)
        amendment = self.amendment_id
        if self.partner_id == amendment.partner_id:  # who signs is not in the text
            amendment._guarded().signatory_id = person
        return result

    # --------------------------------------------------------------------- words
    def _portal_words(self):
        """Return the sentences of this signer's page, by what they are about."""
        party = Markup("<strong>%s</strong>") % self.partner_id.name
        amendment = self.amendment_id
        signed = amendment.signer_ids.filtered(lambda item: item.state == "signed")
        return {
            "status": self.env._(
                "Signed: %(signed)s of %(all)s.",
                signed=len(signed),
                all=len(amendment.signer_ids),
            ),
            "waiting": self.env._(
                "Waiting for your signature on behalf of %(party)s. Read the text; the"
                " place to sign is at its end.",
                party=party,
            ),
            "others": self.env._(
                "For %(party)s this is signed by %(person)s. You can read and download"
                " the amendment.",
                party=party,
                person=self.signatory_id.name or "",
            ),
            "you_declined": self.env._(
                "You have declined to sign for %(party)s. The coordinator has been "
                "told your reason.",
                party=party,
            ),
            "you_delegated": self.env._(
                "Somebody else now signs for %(party)s and has got a personal link. "
                "Your link no longer works.",
                party=party,
            ),
            "behalf": self.env._("You sign on behalf of %(party)s.", party=party),
            "declaration": self.env._(
                "By signing I accept the amendment above on behalf of %(party)s and "
                "declare that I have the right to do so. The time, my network address "
                "and the fingerprint of the text are kept as evidence.",
                party=self.partner_id.name,
            ),
            "copy": self.env._(
                "A copy of the text goes to %(email)s.",
                email=self.signature_id.email or "",
            ),
        }
