# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import binascii
from datetime import datetime, time

from odoo import _lt, fields, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

from .seutuyp_agreement import SeutuypAgreement as Agreement
from .seutuyp_agreement_annex import MAX_BYTES
from .seutuyp_review_round import SeutuypReviewRound as ReviewRound
from .seutuyp_workflow_mixin import Transition

SCAN_TYPES = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
}
NOON = time(12)  # a day without a time of day: the same date in every Finnish clock


class SeutuypReviewRound(models.Model):
    _inherit = "seutuyp.review.round"

    _guarded_fields = ReviewRound._guarded_fields | {"on_paper"}

    on_paper = fields.Boolean(
        string="Decided on paper",
        readonly=True,
        copy=False,
        help="Decided before this system; recorded from a scan by an administrator.",
    )


class SeutuypAgreement(models.Model):
    """Agreements that exist on paper: recorded from a scan, always marked as such.

    All regions have one. An administrator answers for what he copies from
    the paper; the scan is kept with its SHA-256 as annex and as issued document.
    """

    _inherit = "seutuyp.agreement"

    _transitions = {
        **Agreement._transitions,
        "record_paper": Transition(
            _lt("Recorded from paper: signatures"),
            "signing_state",
            "complete",
            ("draft",),
            "manager",
        ),
        "paper_decision": Transition(
            _lt("Recorded from paper: decision"),
            "review_state",
            "approved",
            ("not_submitted",),
            reason=True,
        ),
        "undo_paper": Transition(
            _lt("Recording from paper undone"),
            "signing_state",
            "draft",
            ("complete",),
            "manager",
            reason=True,
        ),
        "undo_paper_decision": Transition(
            _lt("Recording of the paper decision undone"),
            "review_state",
            "not_submitted",
            ("approved",),
            reason=True,
        ),
    }

    def _can(self, name):
        return super()._can(name) and not self._paper_obstacle(name)

    def _check_transition(self, name, reason=None):
        result = super()._check_transition(name, reason)
        for agreement in self:
            obstacle = agreement._paper_obstacle(name)
            if obstacle:
                raise UserError(obstacle)
        return result

    def _paper_obstacle(self, name):
        """Return why paper stands against the move ``name``, or False."""
        # While it is being recorded the scan is frozen already, and it is on paper.
        elsewhere = self.content_locked and not self.on_paper
        if name == "record_paper" and (
            elsewhere or self.review_state != "not_submitted"
        ):
            return self.env._(
                "%(name)s is already under signature or review here. Only a draft can "
                "be "
                "recorded from paper.",
                name=self.display_name,
            )
        if name in ("undo_paper", "undo_paper_decision") and not self.on_paper:
            return self.env._(
                "%(name)s was not recorded from paper.", name=self.display_name
            )
        if name == "reopen" and self.on_paper:
            return self.env._(
                "%(name)s stands on paper, and its text cannot change here. Make a new "
                "version of the agreement instead.",
                name=self.display_name,
            )
        return False

    # ---------------------------------------------------------------- recording
    def _record_paper(self, vals):
        """Record that this draft was signed and decided on paper.

        Role: administrator.

        :param dict vals: ``scan`` (base64), ``filename``, ``keep_text`` (the text typed
            here is that of the paper), ``parties`` (list of dict(party, signatory,
            capacity, signed_on)), ``decided_on``, ``body``, ``reason``,
            ``numbers`` ({region id: licence number}), ``granted_on``
        :return: the licences
        :raise UserError: lists what is missing or wrong
        """
        self.ensure_one()
        self._lock()
        self._check_transition("record_paper")
        scan = self._checked_scan(vals.get("scan"))
        self._raise_problems(
            self.env._("Before the paper agreement can be recorded:"),
            self._paper_problems(vals),
        )
        agreement = self.sudo()
        agreement._take_paper_text(scan, vals)
        agreement._freeze()
        agreement._write_paper_signatures(vals["parties"])
        agreement._guarded().write({"on_paper": True})
        self._transition("record_paper")
        review_round = agreement._write_paper_round(vals)
        self._transition("paper_decision", vals["reason"])
        agreement._issue_scan(scan)
        licences = agreement._grant_licences(
            review_round, granted_on=vals["granted_on"], numbers=vals.get("numbers")
        )
        licences._expire_if_over()
        return licences

    def _checked_scan(self, scan):
        """Return the bytes of the scan.

        :raise UserError: no file, an unreadable one, another kind, or too big
        """
        try:
            data = base64.b64decode(scan or b"", validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if not data:
            raise UserError(self.env._("Add the scan of the signed agreement first."))
        if len(data) > MAX_BYTES:
            raise UserError(
                self.env._(
                    "The scan is larger than 25 MB. Scan it with a lower resolution."
                )
            )
        if guess_mimetype(data) not in SCAN_TYPES:
            raise UserError(self.env._("The scan must be a PDF, PNG or JPEG file."))
        return data

    def _paper_problems(self, vals):
        """Return sentences on what the paper's data still lack."""
        problems = []
        if not self.date_start:
            problems.append(
                self.env._("The day on which the agreement came into force is missing.")
            )
        if len(self._content_parties()) < 2:
            problems.append(self.env._("An agreement needs at least two parties."))
        if self.sudo().comment_ids and not vals.get("keep_text"):
            problems.append(
                self.env._(
                    "The parties have commented on this draft, and comments are kept. "
                    "Record the paper on a new draft."
                )
            )
        problems += self._paper_party_problems(vals.get("parties") or [])
        problems += self._paper_decision_problems(vals)
        problems += self._paper_licence_problems(vals.get("numbers") or {})
        return problems

    def _paper_party_problems(self, rows):
        today = fields.Date.context_today(self)
        problems = []
        dates = {row["party"]: row for row in rows}
        for party in self._content_parties():
            name = party.partner_id.display_name
            row = dates.get(party)
            if not row or not row.get("signed_on"):
                problems.append(self.env._("When did %(party)s sign?", party=name))
            elif row["signed_on"] > today:
                problems.append(
                    self.env._(
                        "%(party)s cannot have signed in the future.", party=name
                    )
                )
            if not row or not row.get("signatory"):
                problems.append(self.env._("Who signed for %(party)s?", party=name))
            if not row or not (row.get("capacity") or "").strip():
                problems.append(
                    self.env._(
                        "In what capacity was it signed for %(party)s?", party=name
                    )
                )
        return problems

    def _paper_decision_problems(self, vals):
        today = fields.Date.context_today(self)
        decided, granted = vals.get("decided_on"), vals.get("granted_on")
        problems = []
        if not decided:
            problems.append(self.env._("The day of the decision is missing."))
        elif decided > today:
            problems.append(self.env._("The decision cannot lie in the future."))
        if not vals.get("body"):
            problems.append(self.env._("Who decided? Choose the deciding body."))
        if not (vals.get("reason") or "").strip():
            problems.append(self.env._("The reason of the decision is missing."))
        if not granted:
            problems.append(
                self.env._("The day on which the licence was granted is missing.")
            )
        elif granted > today:
            problems.append(
                self.env._("The licence cannot have been granted in the future.")
            )
        elif decided and granted < decided:
            problems.append(
                self.env._("The licence cannot have been granted before the decision.")
            )
        return problems

    def _paper_licence_problems(self, numbers):
        licences = self.env["seutuyp.licence"].sudo()
        problems = [
            self.env._(
                "%(region)s already has the licence %(number)s.",
                region=licence.region_id.name,
                number=licence.number,
            )
            for licence in licences.search(
                [
                    ("region_id", "in", self.region_ids.ids),
                    ("state", "in", ("active", "suspended")),
                ]
            )
        ]
        given = [number for number in numbers.values() if number]
        taken = licences.search([("number", "in", given)]).mapped("number")
        taken += [number for number in set(given) if given.count(number) > 1]
        problems += [
            self.env._(
                "There is another licence with the number %(number)s.", number=number
            )
            for number in taken
        ]
        return problems

    def _take_paper_text(self, scan, vals):
        """Make the scan part of the text; what the template says was not signed."""
        if not vals.get("keep_text"):
            self.section_ids.unlink()
        self.env["seutuyp.agreement.annex"].create(
            {
                "agreement_id": self.id,
                "name": self.with_context(lang=self.lang).env._(
                    "Signed agreement, scan"
                ),
                "kind": "other",
                "file": base64.b64encode(scan),
                "filename": self._scan_filename(scan),
                "is_scan": True,
            }
        )
        for row in vals["parties"]:
            row["party"].write(
                {
                    "signatory_id": row["signatory"].id,
                    "capacity": row["capacity"].strip(),
                }
            )

    def _scan_filename(self, scan):
        return f"{self.number}-{self.version}.{SCAN_TYPES[guess_mimetype(scan)]}"

    def _write_paper_signatures(self, rows):
        signatures = self.env["seutuyp.signature"]._guarded()
        for row in rows:
            party = row["party"]
            signed_on = datetime.combine(row["signed_on"], NOON)
            signature = signatures.create(
                {
                    "agreement_id": self.id,
                    "party_id": party.id,
                    "partner_id": row["signatory"].id,
                    "organisation_name": party.partner_id.name,
                    "signer_name": row["signatory"].name,
                    "capacity": row["capacity"].strip(),
                    "method": "paper",
                    "signed_on": signed_on,
                    "content_hash": self.content_hash,
                    "lang": self.lang,
                }
            )
            party._guarded().write(
                {
                    "state": "signed",
                    "signed_on": signed_on,
                    "signed_hash": self.content_hash,
                    "signature_id": signature.id,
                    "date_joined": row["signed_on"],
                    "decline_reason": False,
                }
            )

    def _write_paper_round(self, vals):
        """Keep the decision as a round that was decided on paper."""
        decided_on = datetime.combine(vals["decided_on"], NOON)
        return self.env["seutuyp.review.round"]._create_guarded(
            {
                "agreement_id": self.id,
                "number": max(self.round_ids.mapped("number"), default=0) + 1,
                "submitted_by_id": self.env.uid,
                "submitted_on": decided_on,
                "content_id": self.content_id.id,
                "content_hash": self.content_hash,
                "body_id": vals["body"].id,
                "decision": "approved",
                "reason": vals["reason"].strip(),
                "decided_by_id": self.env.uid,
                "decided_on": decided_on,
                "on_paper": True,
            }
        )

    def _issue_scan(self, scan):
        self.env["seutuyp.document"]._issue(
            "scan",
            scan,
            self._scan_filename(scan),
            agreement_id=self.id,
            content_hash=self.content_hash,
            lang=self.lang,
        )

    def action_open_paper(self):
        """Open the form for an agreement that exists on paper. Role: administrator."""
        self.ensure_one()
        self._check_transition("record_paper")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record from paper"),
            "res_model": "seutuyp.paper.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id},
        }

    # -------------------------------------------------------------------- undoing
    def action_undo_paper(self, reason=None):
        """Take back a recording from paper that was wrong. Role: administrator.

        The licence is revoked and gives its number free, signatures and decision
        become void, the agreement is a draft again. Scan and log are kept.

        :param str reason: what was wrong
        :return: True
        :raise UserError: the agreement was not recorded from paper
        """
        for agreement in self:
            agreement._check_transition("undo_paper", reason)
            agreement._transition("undo_paper", reason)
            agreement._transition("undo_paper_decision", reason)
            agreement.sudo()._undo_paper(reason.strip())
        return True

    def _undo_paper(self, reason):
        now = fields.Datetime.now()
        for licence in self.licence_ids.filtered("on_paper"):
            licence._revoke_wrong_recording(reason)
        self.round_ids.filtered("on_paper")._guarded().write({"voided_on": now})
        paper = self.signature_ids.filtered(
            lambda item: item.method == "paper" and not item.voided_on
        )
        paper._guarded().write({"voided_on": now, "void_reason": reason})
        self.party_ids.filtered(lambda party: party.state == "signed")._guarded().write(
            {
                "state": "pending",
                "signed_on": False,
                "signed_hash": False,
                "signature_id": False,
                "date_joined": False,
            }
        )
        self._guarded().write({"on_paper": False, "content_locked": False})
        self.annex_ids.filtered("is_scan").unlink()


class SeutuypAgreementAnnex(models.Model):
    _inherit = "seutuyp.agreement.annex"

    is_scan = fields.Boolean(
        string="Scan of the signed paper", readonly=True, copy=False, default=False
    )


class SeutuypLicence(models.Model):
    _inherit = "seutuyp.licence"

    def _expire_if_over(self):
        """Close licences of the past at once instead of at the next night's run."""
        today = fields.Date.context_today(self)
        over = self.filtered(lambda item: item.date_end and item.date_end < today)
        if over:
            over._transition("expire")

    def _revoke_wrong_recording(self, reason):
        """Revoke a licence that was recorded by mistake; its number becomes free."""
        old = self.state
        self._guarded().write(
            {"state": "revoked", "number": f"{self.number} ({self.id})"}
        )
        self._log(
            "undo_paper",
            self.env._("Recording from paper undone"),
            reason=reason,
            moves={self.id: ("state", old, "revoked")},
        )
