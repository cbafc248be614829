# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import logging
from datetime import timedelta
from functools import partial

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, formataddr, is_html_empty

from ..tools.signature_image import BadSignature, clean_image, clean_text

_logger = logging.getLogger(__name__)

METHODS = ("typed", "drawn", "uploaded")
REMIND_AFTER_DAYS = 7


def _mailbox(name, address):
    """Return an address with its name in one line, whatever the name holds."""
    return formataddr((" ".join((name or "").split()), address or ""))


def input_error(problems):
    """Return a UserError that also tells which input each problem is about.

    :param dict problems: name of the input → sentence; a page shows each by its field
    """
    error = UserError("\n".join(problems.values()))
    error.problems = problems
    return error


class SeutuypAgreement(models.Model):
    """Sending for signature, collecting, and what ends it."""

    _inherit = "seutuyp.agreement"

    signature_ids = fields.One2many("seutuyp.signature", "agreement_id", readonly=True)
    document_ids = fields.One2many("seutuyp.document", "agreement_id", readonly=True)

    # ---------------------------------------------------------------- readiness
    def _completeness_problems(self):
        """Return sentences on what the text still lacks before it can be frozen."""
        self.ensure_one()
        problems = []
        if len(self._content_parties()) < 2:
            problems.append(self.env._("An agreement needs at least two parties."))
        if not self.section_ids:
            problems.append(self.env._("The agreement has no text. Take the template."))
        problems += [
            self.env._(
                "The section “%(section)s” is empty.", section=section.display_name
            )
            for section in self.section_ids
            if is_html_empty(section.body)
        ]
        if not self.coordinating_partner_id:
            problems.append(self.env._("The coordinating organisation is missing."))
        if not self.date_start:
            problems.append(
                self.env._(
                    "The day on which the agreement comes into force is missing."
                )
            )
        if self.open_comment_count:
            problems.append(
                self.env._(
                    "%(count)s comments are still open. Answer and resolve them first.",
                    count=self.open_comment_count,
                )
            )
        problems += self.cost_line_ids._percentage_problems(self.cost_line_ids)
        return problems

    def _raise_problems(self, heading, problems):
        if problems:
            raise UserError("\n".join([heading, *(f"• {line}" for line in problems)]))

    # ------------------------------------------------------------------ buttons
    def action_send(self):
        """Freeze the text and mail every party its personal link.

        Role: coordinator of the region.

        :return: True
        :raise UserError: lists everything that is missing
        """
        for agreement in self:
            agreement._check_transition("send")
            parties = agreement._content_parties()
            agreement._raise_problems(
                self.env._("Before the agreement can be sent for signature:"),
                agreement._completeness_problems() + parties._sending_problems(),
            )
            agreement._send()
        return True

    def _send(self):
        self.ensure_one()
        self._lock()
        self._done_coordinator_todos()  # before freezing, which may give a new one
        self._freeze()
        self._transition("send")
        parties = self.sudo()._content_parties()
        declined = parties.filtered(lambda party: party.state == "declined")
        declined._guarded().write({"state": "pending", "decline_reason": False})
        self._revoke_links("comment")
        pending = parties.filtered(lambda party: party.state == "pending")
        pending._send_links("seutuyp_network.mail_template_sign")
        self._complete_if_all_signed()

    def action_withdraw(self, reason=None):
        """Take the sending back; links stop working, the text opens again.

        Role: coordinator of the region.

        :param str reason: told to the parties
        :return: True
        """
        for agreement in self:
            agreement._transition("withdraw", reason)
            agreement._stop_collecting()
            agreement._tell_parties_stopped(reason)
        return True

    def action_reopen(self, reason=None):
        """Open a frozen text for changes.

        Signatures and the approval stay as long as the text comes back the same.
        Role: coordinator of the region, while no licence is active.

        :param str reason: told to the parties
        :return: True
        :raise UserError: the ministry has the text, or a licence rests on it
        """
        for agreement in self:
            agreement._check_transition("reopen", reason)
            problem = agreement._reopen_problem()
            if problem:
                raise UserError(problem)
            was_asked = agreement.signing_state != "draft"
            agreement._transition("reopen", reason)
            agreement._stop_collecting()
            if was_asked:
                agreement._tell_parties_stopped(reason)
        return True

    def _reopen_problem(self):
        """Return why the text cannot be opened for changes now, or None."""
        if not self.content_locked:
            return self.env._("The text is open already.")
        if self.review_state == "submitted":
            return self.env._(
                "The ministry is reviewing this text. Take the submission back first."
            )
        if self.sudo().licence_ids.filtered(
            lambda item: item.state in ("active", "suspended")
        ):
            return self.env._(
                "The region's licence rests on this text. Make a new version of the "
                "agreement instead."
            )
        return None

    def _can(self, name):
        allowed = super()._can(name)
        if allowed and name == "reopen":
            return not self._reopen_problem()
        return allowed

    def _stop_collecting(self):
        """Void open links; unlock unless the ministry still holds the text."""
        self._revoke_links("sign")
        if self.review_state not in ("submitted",):
            self._unlock()

    def _tell_parties_stopped(self, reason):
        """Mail everyone who was asked to sign that the text has been taken back.

        :param str reason: why, as the coordinator wrote it
        """
        asked = self.sudo()._content_parties().filtered("signatory_email")
        for party in asked:
            party._mail(
                "seutuyp_network.mail_template_withdrawn", seutuyp_reason=reason
            )

    def action_request_comments(self):
        """Mail every party a link under which it can comment section by section.

        Role: coordinator of the region, while the text is open.

        :return: True
        """
        for agreement in self:
            if not agreement._has_role("coordinator"):
                agreement._check_transition("send")
            agreement._raise_if_locked()
            parties = agreement._content_parties()
            agreement._raise_problems(
                self.env._("Before the parties can be asked for comments:"),
                parties._sending_problems(),
            )
            for party in parties.sudo():
                party._mail_link(
                    "comment",
                    "seutuyp_network.mail_template_comment",
                    party.signatory_id.email,
                )
            agreement._log("request_comments", self.env._("Parties asked for comments"))
        return True

    def action_remind(self):
        """Mail a fresh link to everyone who has not signed. Role: coordinator."""
        for agreement in self:
            if not agreement._has_role("coordinator"):
                agreement._check_transition("withdraw")
            if agreement.signing_state != "collecting":
                raise UserError(self.env._("No signatures are being collected now."))
            agreement.sudo()._pending_parties()._remind()
        return True

    def _pending_parties(self):
        return self.party_ids.filtered(lambda party: party.state == "pending")

    def _revoke_links(self, purpose):
        self.env["seutuyp.token"]._revoke(self.sudo().party_ids, purpose)

    # --------------------------------------------------------------- completion
    def _complete_if_all_signed(self):
        """Close the collecting when every party has signed exactly this text."""
        self.ensure_one()
        agreement = self.sudo()
        parties = agreement._content_parties()
        if agreement.signing_state != "collecting" or not parties:
            return
        if all(
            party.state == "signed" and party.signed_hash == agreement.content_hash
            for party in parties
        ):
            self._transition("complete")
            for user in agreement._coordinator_users():
                agreement._schedule_todo(user, lambda item: item._completed_todo())
            agreement._trigger_document_cron()
            self._grant_licence_if_due()

    def _completed_todo(self):
        if self.review_state in ("not_submitted", "clarification"):
            return self.env._(
                "All parties have signed. Submit the agreement for review."
            )
        return self.env._("All parties have signed.")

    def _trigger_document_cron(self):
        self.env.ref("seutuyp_network.cron_issue_documents").sudo()._trigger()

    @api.model
    def _cron_issue_documents(self):
        """Make and mail signed copies; picks up where an earlier run stopped.

        A crash between the file and its mail repeats neither: each is one
        transaction, and what is done is marked in it.
        """
        cron = self.env["ir.cron"]
        jobs = self._document_jobs()
        cron._commit_progress(remaining=len(jobs))
        for job in jobs:
            try:
                with self.env.cr.savepoint():
                    job()
            except UserError as error:  # such as: no public address is set yet
                _logger.warning("A document was not issued: %s", error)
            if not cron._commit_progress(1):
                return

    @api.model
    def _document_jobs(self):
        """Return what is still to be made and mailed, as functions to call."""
        signatures = self.env["seutuyp.signature"].search(
            [
                ("copy_sent_on", "=", False),
                ("voided_on", "=", False),
                ("method", "!=", "paper"),
            ]
        )
        agreements = self.search(
            [("signing_state", "=", "complete"), ("on_paper", "=", False)]
        ).filtered(lambda item: not item._has_signed_document())
        licences = self.env["seutuyp.licence"].search(
            [
                ("state", "=", "active"),
                ("on_paper", "=", False),
                ("document_ids", "=", False),
            ]
        )
        return [
            *(partial(item.party_id._mail_copy, item) for item in signatures),
            *(item._issue_signed_document for item in agreements),
            *(item._issue_certificate for item in licences),
        ]

    def _has_signed_document(self):
        return bool(
            self.document_ids.filtered(
                lambda doc: (
                    doc.kind == "signed" and doc.content_hash == self.content_hash
                )
            )
        )

    def _issue_signed_document(self):
        """Keep the signed agreement as PDF and mail it to every signatory."""
        self.ensure_one()
        data = self._render_pdf("seutuyp_network.report_agreement_signed", self.lang)
        document = self.env["seutuyp.document"]._issue(
            "signed",
            data,
            f"{self.number}-{self.version}.pdf",
            agreement_id=self.id,
            content_hash=self.content_hash,
            lang=self.lang,
        )
        for party in self._content_parties():
            party._mail("seutuyp_network.mail_template_complete", documents=document)
        return document

    def _render_pdf(self, report_xmlid, lang):
        report = self.env["ir.actions.report"].sudo().with_context(lang=lang)
        return report._render_qweb_pdf(report_xmlid, self.ids)[0]

    # ---------------------------------------------------------------- reminders
    @api.model
    def _cron_remind(self):
        """Remind signatories once a week; late or repeated runs mail nothing twice."""
        limit = fields.Datetime.now() - timedelta(days=REMIND_AFTER_DAYS)
        parties = self.env["seutuyp.agreement.party"].search(
            [
                ("agreement_id.signing_state", "=", "collecting"),
                ("state", "=", "pending"),
                ("link_sent_on", "<", limit),
                "|",
                ("reminded_on", "=", False),
                ("reminded_on", "<", limit),
            ]
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(parties))
        for party in parties:
            party._remind()
            if not cron._commit_progress(1):
                return


class SeutuypAgreementParty(models.Model):
    """What one party does: sign, decline, delegate. Only here is anything signed."""

    _inherit = "seutuyp.agreement.party"

    # ------------------------------------------------------------------ signing
    def _sign(self, name, capacity, method, image=None, evidence=None):
        """Sign for this party; the only way to the state ``signed``.

        The caller has checked that the person may sign (personal link or login).

        :param str name: the name as the signatory wrote it
        :param str capacity: by what right he or she signs
        :param str method: ``typed``, ``drawn`` or ``uploaded``
        :param image: base64 picture, needed unless typed
        :param dict evidence: ip_address, user_agent, lang, content_hash (the text
            that the page showed), user_id
        :return: the ``seutuyp.signature``; the one that exists already when the
            party has signed this text before (a second click)
        :raise UserError: bad input, or the agreement no longer collects this text
        """
        self.ensure_one()
        party = self.sudo()
        party._lock_agreement()
        evidence = evidence or {}
        shown = evidence.get("content_hash")
        if party.state == "signed" and party.signed_hash == shown:
            return party.signature_id
        party._check_can_sign(shown)
        vals = party._prepare_signature_vals(name, capacity, method, image, evidence)
        signature = self.env["seutuyp.signature"].sudo()._create_guarded(vals)
        party._guarded().write(
            {
                "state": "signed",
                "signed_on": signature.signed_on,
                "signed_hash": signature.content_hash,
                "signature_id": signature.id,
                "date_joined": party.date_joined or fields.Date.context_today(party),
            }
        )
        self.env["seutuyp.token"]._revoke(party, "sign")
        party.agreement_id._log(
            "sign",
            self.env._("%(party)s signed", party=party.partner_id.display_name),
            partner=party.signatory_id,
        )
        party.agreement_id._complete_if_all_signed()
        party.agreement_id._trigger_document_cron()
        return signature

    def _lock_agreement(self):
        """Let the parties of one agreement act one after the other."""
        self.agreement_id._lock()

    def _check_can_sign(self, shown_hash):
        agreement = self.agreement_id
        if agreement.signing_state != "collecting" or self.state not in ("pending",):
            raise UserError(
                self.env._(
                    "This agreement is not waiting for your signature now. The "
                    "coordinator "
                    "may have taken it back for changes; you will get a new link then."
                )
            )
        if not shown_hash or shown_hash != agreement.content_hash:
            raise UserError(
                self.env._(
                    "The text has changed since you opened the page. Read it "
                    "again before "
                    "you sign."
                )
            )

    def _prepare_signature_vals(self, name, capacity, method, image, evidence):
        if method not in METHODS:
            raise input_error(
                {"method": self.env._("Choose how you sign: type, draw or upload.")}
            )
        clean, problems = {}, {}
        for key, given, make_clean, message in (
            ("name", name, clean_text, self._name_message),
            ("capacity", capacity, clean_text, self._capacity_message),
            ("image", image, clean_image, self._image_message),
        ):
            if key == "image" and method == "typed":
                continue
            try:
                clean[key] = make_clean(given)
            except BadSignature as error:
                problems[key] = message(error.code)
        if problems:
            raise input_error(problems)
        picture = clean.get("image")
        return {
            "agreement_id": self.agreement_id.id,
            "party_id": self.id,
            "partner_id": self.signatory_id.id,
            "organisation_name": self.partner_id.name,
            "signer_name": clean["name"],
            "capacity": clean["capacity"],
            "method": method,
            "image": base64.b64encode(picture) if picture else False,
            "signed_on": fields.Datetime.now(),
            "content_hash": self.agreement_id.content_hash,
            "email": self.signatory_email,
            "ip_address": evidence.get("ip_address"),
            "user_agent": (evidence.get("user_agent") or "")[:500],
            "lang": evidence.get("lang") or self.env.lang,
            "user_id": evidence.get("user_id"),
        }

    def _name_message(self, code):
        return {
            "empty": self.env._("Write your name as you sign it."),
            "too_long": self.env._("The name is too long: at most 120 characters."),
            "markup": self.env._("Write the name with letters only, without < and >."),
        }[code]

    def _capacity_message(self, code):
        return {
            "empty": self.env._(
                "Say by what right you sign, for example “managing director” or "
                "“by proxy”."
            ),
            "too_long": self.env._("The capacity is too long: at most 120 characters."),
            "markup": self.env._(
                "Write the capacity with letters only, without < and >."
            ),
        }[code]

    def _image_message(self, code):
        return {
            "empty": self.env._(
                "The signature is empty. Draw it, upload a picture, or type it."
            ),
            "blank": self.env._(
                "The signature is empty. Draw it, upload a picture, or type it."
            ),
            "too_big": self.env._("The picture is too big: at most 2 MB."),
            "not_image": self.env._("The picture must be a PNG or JPEG file."),
        }[code]

    # ---------------------------------------------------------------- declining
    def _decline(self, reason):
        """Decline to sign: the collecting ends, the coordinator is told why.

        :param str reason: needed; shown to the coordinator
        :raise UserError: no reason, or nothing to decline
        """
        self.ensure_one()
        party = self.sudo()
        party._lock_agreement()
        if party.state == "declined":
            return
        if party.agreement_id.signing_state != "collecting" or party.state != "pending":
            raise UserError(
                self.env._("This agreement is not waiting for your signature now.")
            )
        reason = party._checked_reason(reason)
        party._guarded().write({"state": "declined", "decline_reason": reason})
        agreement = party.agreement_id
        agreement._transition("decline", reason, partner=party.signatory_id)
        agreement._stop_collecting()
        agreement._tell_coordinators(
            "seutuyp_network.mail_template_declined",
            lambda item: item.env._(
                "%(party)s declined to sign: settle the matter and send again",
                party=party.partner_id.display_name,
            ),
            seutuyp_party=party,
            seutuyp_reason=reason,
        )

    def _checked_reason(self, reason):
        text = (reason or "").strip() if isinstance(reason, str) else ""
        if not text:
            raise input_error(
                {
                    "reason": self.env._(
                        "Write the reason: the coordinator needs to know it."
                    )
                }
            )
        if len(text) > 2000:
            raise input_error(
                {
                    "reason": self.env._(
                        "The reason is too long: at most 2000 characters."
                    )
                }
            )
        return text

    # --------------------------------------------------------------- delegating
    def _delegate(self, name, email, reason):
        """Hand the signing over to another person of the same organisation.

        :param str name: the new signatory
        :param str email: his or her address; the link goes there
        :param str reason: why, kept as evidence
        :raise UserError: something is missing, or the party has signed already
        """
        self.ensure_one()
        party = self.sudo()
        party._lock_agreement()
        if party.agreement_id.signing_state != "collecting" or party.state != "pending":
            raise UserError(
                self.env._("This agreement is not waiting for your signature now.")
            )
        clean_name, address, reason = party._checked_delegate(name, email, reason)
        person = self.env["res.partner"].sudo().search(
            [
                ("parent_id", "=", party.partner_id.id),
                ("email_normalized", "=", address),
            ],
            limit=1,
        ) or self.env["res.partner"].sudo().create(
            {
                "name": clean_name,
                "email": address,
                "parent_id": party.partner_id.id,
                "lang": party.signatory_id.lang,
            }
        )
        party._change_signatory(person, reason, by=party.signatory_id)

    def _checked_delegate(self, name, email, reason):
        problems = {}
        try:
            name = clean_text(name)
        except BadSignature as error:
            problems["name"] = self._name_message(error.code)
        address = email_normalize(email or "")
        if not address:
            problems["email"] = self.env._(
                "Give the e-mail address of the person who signs."
            )
        elif address == self.signatory_email:
            problems["email"] = self.env._(
                "The link was sent to this address already. Give that of the "
                "other person."
            )
        try:
            reason = self._checked_reason(reason)
        except UserError as error:
            problems.update(error.problems)
        if problems:
            raise input_error(problems)
        return name, address, reason

    def action_change_signatory(self, partner_id, reason):
        """Name another signatory while signatures are collected.

        Role: coordinator of the region. The old link becomes void, the old address is
        told, and the change is part of the evidence.

        :param int partner_id: id of the new signatory (``res.partner``)
        :param str reason: why
        :return: True
        """
        self.ensure_one()
        agreement = self.agreement_id
        agreement.check_access("read")
        if not agreement._has_role("coordinator"):
            agreement._check_transition("withdraw")
        if agreement.signing_state != "collecting" or self.state != "pending":
            raise UserError(
                self.env._(
                    "The signatory can be changed this way only before he has signed."
                )
            )
        reason = self._checked_reason(reason)
        person = self.env["res.partner"].browse(partner_id).exists()
        person.check_access("read")
        self.sudo()._change_signatory(person, reason)
        return True

    def _change_signatory(self, person, reason, by=None):
        problem = False
        if not person or person.is_company:
            problem = self.env._("The signatory is a person, not an organisation.")
        elif person.parent_id and person.parent_id != self.partner_id:
            problem = self.env._(
                "%(person)s does not work for %(party)s.",
                person=person.name,
                party=self.partner_id.display_name,
            )
        elif not email_normalize(person.email or ""):
            problem = self.env._(
                "%(person)s has no working e-mail address.", person=person.display_name
            )
        if problem:
            raise UserError(problem)
        self._lock_agreement()
        old, old_address = self.signatory_id, self.signatory_email
        self.env["seutuyp.token"]._revoke(self, "sign")
        self._guarded().write({"signatory_id": person.id})
        self.agreement_id._log(
            "change_signatory",
            self.env._(
                "Signatory of %(party)s: %(old)s <%(old_address)s> → %(new)s "
                "<%(address)s>",
                party=self.partner_id.display_name,
                old=old.name,
                old_address=old_address or "",
                new=person.name,
                address=person.email,
            ),
            reason=reason,
            partner=by,
        )
        if old_address:
            self._mail(
                "seutuyp_network.mail_template_signatory_changed",
                to=old,
                address=old_address,
                seutuyp_reason=reason,
            )
        self._send_links("seutuyp_network.mail_template_sign")

    # ------------------------------------------------------------------- voiding
    def _void_signatures_for_other_text(self, content_hash):
        """Ask again those who signed another text than ``content_hash``."""
        stale = self.filtered(
            lambda party: party.state == "signed" and party.signed_hash != content_hash
        )
        for party in stale:
            party.signature_id._guarded().write(
                {
                    "voided_on": fields.Datetime.now(),
                    "void_reason": self.env._("The text changed after it was signed."),
                }
            )
            party.signature_id.flush_recordset()  # the unique index sees it now
            party._guarded().write(
                {
                    "state": "pending",
                    "signed_on": False,
                    "signed_hash": False,
                    "signature_id": False,
                }
            )
            party.agreement_id._log(
                "void_signature",
                self.env._(
                    "The signature of %(party)s is void: the text has changed",
                    party=party.partner_id.display_name,
                ),
            )

    # --------------------------------------------------------------------- links
    def _send_links(self, template_xmlid):
        """Freeze each signatory's address and mail the personal link there."""
        now = fields.Datetime.now()
        for party in self:
            address = email_normalize(party.signatory_id.email)
            token = party._mail_link("sign", template_xmlid, address)
            party._guarded().write(
                {
                    "signatory_email": address,
                    "link_sent_on": now,
                    "link_expires_on": token.expires_on,
                    "reminded_on": False,
                }
            )

    def _mail_link(self, purpose, template_xmlid, address):
        text, token = self.env["seutuyp.token"]._issue(
            self, purpose, self.signatory_id, address
        )
        path = "comment" if purpose == "comment" else ""
        link = self._portal_url(path, text)
        self._mail(
            template_xmlid,
            address=address,
            seutuyp_link=link,
            seutuyp_expires=token.expires_on,
        )
        return token

    def _portal_url(self, path, token):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        # The page opens in the language of the mail, whatever the browser prefers.
        lang = self.signatory_id.lang or self.agreement_id.lang
        prefix = self.env["res.lang"]._get_data(code=lang).url_code
        parts = [base, prefix, f"my/agreements/{self.agreement_id.id}", path]
        address = "/".join(part for part in parts if part)
        return f"{address}?party={self.id}&token={token}"

    def _remind(self):
        """Mail fresh links; the old ones stop working."""
        for party in self:
            address = party.signatory_email
            token = party._mail_link(
                "sign", "seutuyp_network.mail_template_remind", address
            )
            party._guarded().write(
                {
                    "reminded_on": fields.Datetime.now(),
                    "link_expires_on": token.expires_on,
                }
            )

    def _renew_link(self):
        """Mail a new link to the frozen address, asked for on an expired page.

        Answers the same whatever the state, so that nothing can be learned from it.
        """
        self.ensure_one()
        party = self.sudo()
        recent = fields.Datetime.now() - timedelta(minutes=10)
        if party._waits_for_signature() and not (
            party.reminded_on and party.reminded_on > recent
        ):
            party._remind()

    def action_renew_link(self):
        """Send this party a fresh link. Role: coordinator of the region."""
        for party in self:
            agreement = party.agreement_id
            agreement.check_access("read")
            if not agreement._has_role("coordinator"):
                agreement._check_transition("withdraw")
            if agreement.signing_state != "collecting" or party.state != "pending":
                raise UserError(
                    self.env._("This party is not being asked to sign now.")
                )
            party.sudo()._remind()
        return True

    # --------------------------------------------------------------------- mails
    def _mail(self, template_xmlid, to=None, address=None, documents=None, **values):
        """Mail one person, attached to no record and deleted after sending.

        A mail on the agreement could be read in its chatter while it is queued; this
        one carries a personal link.

        :param str template_xmlid: a ``mail.template`` on this model
        :param to: receiver (``res.partner``), the signatory by default
        :param str address: where to, when not the receiver's present address
        :param documents: ``seutuyp.document`` records to attach
        :param values: context values for the template
        """
        self.ensure_one()
        person = to or self.signatory_id
        self.agreement_id._mail_person(
            template_xmlid,
            person,
            record=self,
            address=address or self.signatory_email,
            documents=documents,
            **values,
        )

    def _mail_copy(self, signature):
        """Mail the signatory the text that he or she signed, and keep that file."""
        self.ensure_one()
        lang = signature.lang or self.agreement_id.lang
        data = self.agreement_id._render_pdf("seutuyp_network.report_agreement", lang)
        document = self.env["seutuyp.document"]._issue(
            "copy",
            data,
            f"{self.agreement_id.number}-{self.agreement_id.version}.pdf",
            agreement_id=self.agreement_id.id,
            party_id=self.id,
            content_hash=signature.content_hash,
            lang=lang,
        )
        self._mail(
            "seutuyp_network.mail_template_signed",
            to=signature.partner_id,
            address=signature.email,
            documents=document,
        )
        signature._guarded().copy_sent_on = fields.Datetime.now()


class SeutuypAgreementMail(models.Model):
    """One way to mail and to remind people about an agreement."""

    _inherit = "seutuyp.agreement"

    def _mail_person(
        self,
        template_xmlid,
        person,
        record=None,
        address=None,
        documents=None,
        **values,
    ):
        """Queue one mail in the receiver's language from the coordinator's name.

        :param str template_xmlid: a ``mail.template``
        :param person: receiver, ``res.partner``
        :param record: what the template is rendered on, the agreement by default
        :param str address: overrides the receiver's address
        :param documents: ``seutuyp.document`` records to attach
        """
        record = (record or self).sudo()
        coordinator = self._coordinator_partners()[:1]
        template = self.env.ref(template_xmlid).sudo()
        system = (
            self.env.company.sudo().email
            or self.env.ref("base.partner_root").sudo().email
        )
        attachments = [
            fields.Command.create(
                {
                    "name": doc.filename,
                    "datas": doc.with_context(bin_size=False).file,
                    "res_model": "mail.message",  # deleted together with the mail
                    "res_id": 0,
                }
            )
            for doc in documents or []
        ]
        lang = person.lang or self.lang
        # As superuser: whoever creates a message may read it, and with it the link. The
        # language is fixed, or core takes that of the record's organisation.
        template.with_user(SUPERUSER_ID).with_context(
            lang=lang,
            template_preview_lang=lang,
            seutuyp_person=person,
            seutuyp_coordinator=coordinator,
            **values,
        ).send_mail(
            record.id,
            email_values={
                "model": False,
                "res_id": False,
                "author_id": self.env.ref("base.partner_root").id,
                "email_from": _mailbox(coordinator.name or "Seutuyp", system),
                "reply_to": coordinator.email
                and _mailbox(coordinator.name, coordinator.email_normalized),
                "email_to": _mailbox(person.name, address or person.email),
                "recipient_ids": [],
                "attachment_ids": attachments,
                "auto_delete": True,
                "is_notification": False,
            },
        )

    def _seutuyp_backend_url(self):
        """Return the address of this agreement in the web client, for mails."""
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/odoo/agreements/{self.id}"

    def _tell_coordinators(self, template_xmlid, todo, **values):
        """Mail the coordinators and put the matter on their list.

        :param str template_xmlid: a ``mail.template`` on the agreement
        :param todo: see :meth:`_schedule_todo`
        :param values: context values for the template
        """
        agreement = self.sudo()
        for person in agreement._coordinator_partners().filtered("email"):
            agreement._mail_person(template_xmlid, person, **values)
        for user in agreement._coordinator_users():
            agreement._schedule_todo(user, todo)

    def _schedule_todo(self, user, todo, days=7):
        """Put a line on somebody's list, once, in his or her own language.

        :param user: ``res.users``
        :param todo: function of the agreement that returns what to do
        """
        self.ensure_one()
        agreement = self.sudo()
        text = todo(agreement.with_context(lang=user.lang))
        exists = agreement.activity_ids.filtered(
            lambda item: item.user_id == user and item.summary == text
        )
        if not exists:
            agreement.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                fields.Date.add(fields.Date.context_today(agreement), days=days),
                summary=text,
                user_id=user.id,
            )
