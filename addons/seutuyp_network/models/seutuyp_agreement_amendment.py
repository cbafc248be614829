# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import _lt, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

from ..tools import canonical
from .seutuyp_workflow_mixin import Transition

KINDS = [("accession", "An organisation joins"), ("withdrawal", "A party leaves")]
OPEN = ("draft", "collecting")


class SeutuypAgreementAmendment(models.Model):
    """One organisation joins an agreement in force, or leaves it, by a signed text.

    The agreement's own frozen text is never touched: the amendment is frozen and
    signed by itself and names the fingerprint of the text that it amends. Where the
    signed text authorises it, only the organisation itself and the coordinating
    organisation sign; otherwise all parties do. A frozen text that says nothing about
    it (made before the question was part of it, or a scan of a paper) authorises
    nobody.
    """

    _name = "seutuyp.agreement.amendment"
    _inherit = ["mail.thread", "seutuyp.workflow.mixin"]
    _description = "Amendment of an agreement"
    _order = "id desc"

    _guarded_fields = frozenset(
        {
            "number",
            "state",
            "payload",
            "content_hash",
            "signer_ids",
            "signature_ids",
            "document_ids",
            "completed_on",
            "applied_on",
        }
    )
    _text_fields = frozenset(
        {
            "agreement_id",
            "kind",
            "partner_id",
            "signatory_id",
            "capacity",
            "date_effective",
            "decision_date",
            "decision_extract",
            "decision_file",
            "decision_filename",
        }
    )
    _transitions = {
        "send": Transition(
            _lt("Amendment sent for signature"),
            "state",
            "collecting",
            ("draft",),
            "coordinator",
        ),
        "cancel": Transition(
            _lt("Amendment cancelled"),
            "state",
            "cancelled",
            ("draft", "collecting"),
            "coordinator",
            reason=True,
        ),
        "decline": Transition(
            _lt("An organisation declined to sign the amendment"),
            "state",
            "declined",
            ("collecting",),
        ),
        "complete": Transition(
            _lt("Amendment signed by all"), "state", "complete", ("collecting",)
        ),
        "drop": Transition(
            _lt("Amendment fell away"),
            "state",
            "cancelled",
            ("draft", "collecting", "complete"),
            reason=True,
        ),
    }

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, ondelete="restrict", index=True
    )
    region_ids = fields.Many2many(related="agreement_id.region_ids")
    number = fields.Char(readonly=True, copy=False)
    kind = fields.Selection(KINDS, required=True, default="accession")
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("is_company", "=", True)],
    )
    signatory_id = fields.Many2one(
        "res.partner",
        ondelete="restrict",
        domain="[('is_company', '=', False), ('parent_id', 'in', [partner_id, False])]",
        help="The person who signs for the organisation.",
    )
    capacity = fields.Char(help="By what right the person signs.")
    date_effective = fields.Date(
        string="Takes effect on",
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
        help="The first day as a party, or the first day as a party no more.",
    )
    decision_date = fields.Date(string="Own decision on")
    decision_extract = fields.Text(string="Own decision, extract")
    decision_file = fields.Binary(string="Own decision, file", attachment=True)
    decision_filename = fields.Char()
    state = fields.Selection(
        [
            ("draft", "Drafting"),
            ("collecting", "Collecting signatures"),
            ("complete", "All have signed"),
            ("declined", "Declined"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    payload = fields.Text(readonly=True, copy=False)
    content_hash = fields.Char(
        string="Content SHA-256", readonly=True, copy=False, index=True
    )
    signer_ids = fields.One2many(
        "seutuyp.agreement.amendment.signer", "amendment_id", readonly=True
    )
    signature_ids = fields.One2many("seutuyp.signature", "amendment_id", readonly=True)
    document_ids = fields.One2many("seutuyp.document", "amendment_id", readonly=True)
    completed_on = fields.Datetime(readonly=True, copy=False)
    applied_on = fields.Datetime(string="Took effect", readonly=True, copy=False)
    signers_text = fields.Char(string="Who signs", compute="_compute_signers_text")
    next_step = fields.Char(string="What happens next", compute="_compute_next_step")
    text_html = fields.Html(string="Text", compute="_compute_text_html", sanitize=False)

    _one_open = models.UniqueIndex(
        "(agreement_id, partner_id) WHERE state IN ('draft', 'collecting') "
        "OR (state = 'complete' AND applied_on IS NULL)",
        "An amendment about this organisation is open already.",
    )

    # ------------------------------------------------------------------ computes
    @api.depends("kind", "partner_id")
    def _compute_display_name(self):
        for amendment in self:
            amendment.display_name = amendment._title()

    def _title(self):
        words = {
            "accession": self.env._("Accession of %s", self.partner_id.name or "–"),
            "withdrawal": self.env._("Withdrawal of %s", self.partner_id.name or "–"),
        }
        return words.get(self.kind, "")

    @api.depends("agreement_id", "partner_id", "signer_ids.partner_id")
    def _compute_signers_text(self):
        for amendment in self:
            amendment.signers_text = ", ".join(
                amendment.signer_ids.partner_id.mapped("name")
                or [row["partner"].name or "" for row in amendment._signer_rows()]
            )

    @api.depends_context("lang")
    @api.depends(
        "agreement_id", "kind", "partner_id", "date_effective", "decision_date", "state"
    )
    def _compute_text_html(self):
        template = "seutuyp_network.amendment_text"
        for amendment in self:
            if not (amendment._origin and amendment.partner_id):
                amendment.text_html = False
                continue
            amendment.text_html = self.env["ir.qweb"]._render(
                template, {"text": amendment._text_to_read()}
            )

    @api.depends_context("lang")
    @api.depends("state", "date_effective", "applied_on", "signer_ids.state")
    def _compute_next_step(self):
        for amendment in self:
            amendment.next_step = amendment._next_step()

    def _next_step(self):
        day = self.agreement_id._day(self.date_effective)
        if self.state == "collecting":
            waiting = self.signer_ids.filtered(lambda item: item.state == "pending")
            return self.env._(
                "Next: waiting for the signatures of %(names)s.",
                names=", ".join(waiting.partner_id.mapped("name")),
            )
        if self.state == "complete":
            if self.applied_on:
                return self.env._("Signed by all; in effect since %(day)s.", day=day)
            return self.env._(
                "Signed by all. Takes effect by itself on %(day)s.", day=day
            )
        if self.state == "declined":
            by = self.signer_ids.filtered(lambda item: item.state == "declined")[:1]
            return self.env._(
                "%(party)s declined to sign: %(reason)s",
                party=by.partner_id.name or "",
                reason=by.decline_reason or "",
            )
        if self.state == "cancelled":
            return self.env._("Cancelled. Make a new amendment if it is still wanted.")
        problems = self._sending_problems() if self._origin else []
        if problems:
            return self.env._(
                "Next: the coordinator completes the amendment. %(problem)s",
                problem=problems[0],
            )
        return self.env._("Next: the coordinator sends it for signature.")

    # -------------------------------------------------------------------- checks
    def _has_role(self, role):
        self.ensure_one()
        return self.agreement_id._has_role(role)

    @api.constrains("agreement_id", "partner_id", "kind", "signatory_id")
    def _check_who(self):
        for amendment in self.sudo():
            problem = amendment._who_problem()
            if problem:
                raise ValidationError(problem)

    def _who_problem(self):
        name = self.partner_id.display_name
        if not self.partner_id.is_company:
            return self.env._(
                "%(name)s is a person. An organisation joins or leaves; the person is "
                "its signatory.",
                name=name,
            )
        if self.signatory_id.is_company:
            return self.env._("The signatory is a person, not an organisation.")
        if self.signatory_id.parent_id not in (
            self.partner_id,
            self.signatory_id.browse(),
        ):
            return self.env._(
                "%(person)s does not work for %(party)s.",
                person=self.signatory_id.name,
                party=name,
            )
        return None

    def _membership(self):
        """Return the organisation's present party row, or none."""
        return (
            self.sudo()
            .agreement_id._content_parties()
            .filtered(lambda party: party.partner_id == self.partner_id)[:1]
        )

    def _opening_problem(self):
        """Return why such an amendment cannot be made or signed now, or None."""
        agreement = self.sudo().agreement_id
        party = self._membership()
        if agreement.state == "notice" and self.kind == "accession":
            return self.env._(
                "Notice of the agreement has been given, so nobody can join it now. "
                "Take the notice back first, or renew the agreement with the new party."
            )
        if agreement.state not in ("in_force", "notice"):
            return self.env._(
                "Only an agreement in force is amended. While it is being prepared, "
                "change its list of parties instead."
            )
        if self.kind == "accession" and party:
            return self.env._(
                "%(party)s is already a party to the agreement.",
                party=self.partner_id.name,
            )
        if self.kind == "withdrawal":
            if not party:
                return self.env._(
                    "%(party)s is not a party to the agreement.",
                    party=self.partner_id.name,
                )
            if self.partner_id == agreement.coordinating_partner_id:
                return self.env._(
                    "%(party)s coordinates the agreement. Renew the agreement with "
                    "another coordinating organisation instead.",
                    party=self.partner_id.name,
                )
            if len(agreement._content_parties()) <= 2:
                return self.env._(
                    "With one party less there would be no agreement. Give notice of "
                    "the whole agreement instead."
                )
        return None

    @api.model_create_multi
    def create(self, vals_list):
        agreements = self.env["seutuyp.agreement"]
        for vals in vals_list:  # first of all: a stranger learns nothing from errors
            agreement = agreements.browse(
                vals.get("agreement_id") or self.env.context.get("default_agreement_id")
            )
            if agreement:
                agreement._check_coordinates("send")
        self.flush_model(["state", "applied_on"])  # before it meets the unique index
        amendments = super().create(vals_list)
        for amendment in amendments:
            agreement = amendment.agreement_id
            agreement._check_coordinates("send")
            agreement._lock()
            problem = amendment._opening_problem()
            if problem:
                raise UserError(problem)
            party = amendment._membership()
            count = agreement.sudo().amendment_ids
            vals = {
                "number": f"{agreement.number}-{agreement.version}-M{len(count)}",
            }
            amendment.sudo()._guarded().write(vals)
            if party and not amendment.signatory_id:
                amendment.sudo().write(
                    {
                        "signatory_id": party.signatory_id.id,
                        "capacity": party.capacity,
                    }
                )
        return amendments

    def write(self, vals):
        if self._text_fields & vals.keys() and not self._guard_is_open():
            for amendment in self:
                if amendment.state != "draft":
                    raise UserError(
                        self.env._(
                            "The amendment is fixed: it has been sent for signature. "
                            "Cancel it and make a new one."
                        )
                    )
        if "agreement_id" in vals and any(
            item.agreement_id.id != vals["agreement_id"] for item in self
        ):
            raise UserError(
                self.env._("An amendment stays with its agreement. Make a new one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(amendment.state != "draft" for amendment in self):
            raise UserError(
                self.env._(
                    "An amendment that was sent is kept as evidence. Cancel it instead."
                )
            )

    # ------------------------------------------------------------------- signers
    def _authorised(self):
        """Return whether the signed text lets the coordinating organisation decide."""
        content = self.sudo().agreement_id.content_id
        if not content:
            return False
        data = content._data()
        return bool(
            data["sections"] and data["term"].get("amendment_rule") == "joining"
        )

    def _signer_rows(self):
        """Return who signs: list of dict(partner, party, person, capacity)."""
        agreement = self.sudo().agreement_id
        own = {
            "partner": self.partner_id,
            "party": self._membership(),
            "person": self.signatory_id,
            "capacity": self.capacity,
        }
        others = agreement._content_parties().filtered(
            lambda party: party.partner_id != self.partner_id
        )
        if self._authorised():
            others = others.filtered(
                lambda party: party.partner_id == agreement.coordinating_partner_id
            )
            if not others and agreement.coordinating_partner_id:
                others = agreement._content_parties() - self._membership()
        return [
            own,
            *(
                {
                    "partner": party.partner_id,
                    "party": party,
                    "person": party.signatory_id,
                    "capacity": party.capacity,
                }
                for party in others
            ),
        ]

    def _sending_problems(self):
        problems = []
        if problem := self._opening_problem():
            problems.append(problem)
        if not self.decision_date:
            problems.append(
                self.env._(
                    "The day on which the organisation's own body decided is missing."
                )
            )
        agreement = self.agreement_id
        if self.date_effective and agreement.date_start > self.date_effective:
            problems.append(
                self.env._("It cannot take effect before the agreement is in force.")
            )
        last = agreement._last_day()
        if last and self.date_effective > last:
            problems.append(
                self.env._(
                    "The agreement ends on %(day)s, before the amendment takes effect.",
                    day=agreement._day(last),
                )
            )
        for row in self._signer_rows():
            name = row["partner"].name
            if not row["person"]:
                problems.append(self.env._("%(party)s has no signatory.", party=name))
            elif not email_normalize(row["person"].email or ""):
                problems.append(
                    self.env._(
                        "%(person)s, who signs for %(party)s, has no working "
                        "e-mail address.",
                        person=row["person"].name,
                        party=name,
                    )
                )
        return problems

    # ---------------------------------------------------------------------- text
    def _prepare_content(self):
        """Return what is signed, as plain data in the agreement's language."""
        self.ensure_one()
        agreement = self.sudo().agreement_id
        record = self.sudo().with_context(lang=agreement.lang, bin_size=False)
        base = agreement.content_id._data() if agreement.content_id else {}
        data = base64.b64decode(record.decision_file or b"")
        party = {
            "name": record.partner_id.name,
            "business_id": record.partner_id.company_registry or "",
            "actor_type": record.partner_id.actor_type_id.name or "",
        }
        signers = [row["partner"].name for row in record._signer_rows()]
        content = {
            "lang": agreement.lang,
            "kind": record.kind,
            "number": record.number or "",
            "title": record._title(),
            "agreement": {
                "number": agreement.number,
                "version": agreement.version,
                "name": base.get("name") or agreement.name,
                "content_hash": agreement.content_hash or "",
            },
            "party": party,
            "coordinating_organisation": agreement.coordinating_partner_id.name or "",
            "date_effective": fields.Date.to_string(record.date_effective) or "",
            "decision": {
                "date": fields.Date.to_string(record.decision_date) or "",
                "extract": record.decision_extract or "",
                "filename": record.decision_filename or "" if data else "",
                "sha256": canonical.digest(data) if data else "",
            },
            "signers": signers,
        }
        content["paragraphs"] = record._paragraphs(content)
        return content

    def _paragraphs(self, content):
        """Return the amendment's sentences, in the language of the environment."""
        agreement = content["agreement"]
        day = self.agreement_id._day
        values = {
            "party": content["party"]["name"],
            "agreement": agreement["name"],
            "number": f"{agreement['number']}/{agreement['version']}",
            "hash": agreement["content_hash"],
            "day": day(self.date_effective),
            "decided": day(self.decision_date),
            "coordinator": content["coordinating_organisation"],
            "signers": ", ".join(content["signers"]),
        }
        env = self.env
        if content["kind"] == "accession":
            what = [
                env._(
                    "%(party)s joins the agreement “%(agreement)s” (%(number)s) as it "
                    "stands and takes on the rights and duties of a party from "
                    "%(day)s.",
                    **values,
                )
            ]
        else:
            what = [
                env._(
                    "%(party)s leaves the agreement “%(agreement)s” (%(number)s). From "
                    "%(day)s it is no longer a party. What it owes for the time before "
                    "remains to be settled.",
                    **values,
                )
            ]
        decided = (
            [
                env._(
                    "The decision-making body of %(party)s decided on this on "
                    "%(decided)s.",
                    **values,
                )
            ]
            if self.decision_date
            else []
        )
        return [
            *what,
            *decided,
            env._(
                "Between the other parties the agreement goes on unchanged. Its text "
                "has the fingerprint (SHA-256) %(hash)s.",
                **values,
            ),
            env._("This amendment is signed by: %(signers)s.", **values),
        ]

    def _text_to_read(self):
        """Return the frozen text, or the draft as it stands, with its ``hash``."""
        self.ensure_one()
        amendment = self.sudo()
        if amendment.payload:
            data = canonical.parse(amendment.payload)
        else:
            data = amendment._prepare_content()
        return {**data, "hash": amendment.content_hash or False}

    # ------------------------------------------------------------------- buttons
    def action_send(self):
        """Freeze the amendment and mail each signer its link. Role: coordinator.

        :return: True
        :raise UserError: lists what is missing
        """
        for amendment in self:
            amendment.agreement_id._lock()
            amendment._check_transition("send")
            problems = amendment._sending_problems()
            amendment.agreement_id._raise_problems(
                self.env._("Before the amendment can be sent for signature:"), problems
            )
            amendment._send()
        return True

    def _send(self):
        amendment = self.sudo()
        payload = canonical.serialise(amendment._prepare_content())
        amendment._guarded().write(
            {"payload": payload.decode(), "content_hash": canonical.digest(payload)}
        )
        signers = amendment.env["seutuyp.agreement.amendment.signer"]._create_guarded(
            [
                {
                    "amendment_id": amendment.id,
                    "partner_id": row["partner"].id,
                    "party_id": row["party"].id,
                    "signatory_id": row["person"].id,
                    "capacity": row["capacity"],
                }
                for row in amendment._signer_rows()
            ]
        )
        self._transition("send")
        signers._send_links("seutuyp_network.mail_template_amend")

    def action_remind(self):
        """Mail fresh links to those who have not signed. Role: coordinator."""
        for amendment in self:
            amendment.agreement_id._check_coordinates("send")
            if amendment.state != "collecting":
                raise UserError(self.env._("No signatures are being collected now."))
            amendment.sudo().signer_ids.filtered(
                lambda item: item.state == "pending"
            )._remind()
        return True

    def action_cancel(self, reason=None):
        """Give the amendment up before it is signed by all. Role: coordinator.

        :param str reason: told to those who were asked to sign
        :return: True
        """
        for amendment in self:
            amendment._check_transition("cancel", reason)
            asked = amendment.state == "collecting"
            amendment._transition("cancel", reason)
            amendment._stop(reason if asked else None)
        return True

    def _drop(self, reason):
        """Let the amendment fall away with its agreement."""
        asked = self.state == "collecting"
        self._transition("drop", reason)
        self._stop(reason if asked else None)

    def _stop(self, reason):
        """Void the links; tell those who were asked, when ``reason`` is given."""
        amendment = self.sudo()
        self.env["seutuyp.token"]._revoke(amendment.signer_ids, "amend")
        if not reason:
            return
        for signer in amendment.signer_ids:
            signer._mail(
                "seutuyp_network.mail_template_amend_stopped", seutuyp_reason=reason
            )

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_cancel": (
                self.env._("Cancel the amendment"),
                self.env._(
                    "The personal links stop working. Those who were asked to sign are "
                    "told, with this reason."
                ),
            ),
        }

    # ---------------------------------------------------------------- completion
    def _complete_if_all_signed(self):
        self.ensure_one()
        amendment = self.sudo()
        if amendment.state != "collecting" or amendment.signer_ids.filtered(
            lambda item: item.state != "signed"
        ):
            return
        self._transition("complete", values={"completed_on": fields.Datetime.now()})
        agreement = amendment.agreement_id
        agreement._log(
            "amendment",
            self.env._("Signed by all: %(what)s", what=amendment._title()),
            content_hash=amendment.content_hash,
        )
        agreement._trigger_document_cron()
        if amendment.date_effective <= self.env["seutuyp.dated.mixin"]._today():
            amendment._apply()

    def _apply(self):
        """Let the organisation in or go, once, when its day has come."""
        self.ensure_one()
        amendment = self.sudo()
        amendment._lock()
        if amendment.state != "complete" or amendment.applied_on:
            return
        amendment.agreement_id._lock()
        party = amendment._membership()
        amendment._guarded().applied_on = fields.Datetime.now()
        if amendment.kind == "withdrawal":
            party._leave(amendment.date_effective)
            return
        if party:
            return
        amendment._join()

    def _join(self):
        signer = self.signer_ids.filtered(
            lambda item: item.partner_id == self.partner_id
        )[:1]
        agreement = self.agreement_id
        self.env["seutuyp.agreement.party"]._create_guarded(
            {
                "agreement_id": agreement.id,
                "sequence": max(agreement.party_ids.mapped("sequence"), default=0) + 1,
                "partner_id": self.partner_id.id,
                "signatory_id": signer.signatory_id.id,
                "signatory_email": signer.signatory_email,
                "capacity": signer.signature_id.capacity,
                "decision_date": self.decision_date,
                "decision_extract": self.decision_extract,
                "decision_file": self.with_context(bin_size=False).decision_file,
                "decision_filename": self.decision_filename,
                "state": "signed",
                "signed_on": signer.signed_on,
                "signed_hash": self.content_hash,
                "signature_id": signer.signature_id.id,
                "date_joined": self.date_effective,
            }
        )
        agreement._log(
            "join",
            self.env._("%(party)s joined", party=self.partner_id.name),
            partner=signer.signatory_id,
        )
        agreement._after_membership_change(
            lambda item: item.env._(
                "%(party)s has joined “%(name)s”.",
                party=self.partner_id.name,
                name=item.name,
            )
        )


class SeutuypAgreement(models.Model):
    """An agreement's amendments."""

    _inherit = "seutuyp.agreement"

    amendment_ids = fields.One2many(
        "seutuyp.agreement.amendment", "agreement_id", string="Amendments"
    )

    def action_amend(self):
        """Open the form of a new amendment. Role: coordinator."""
        self.ensure_one()
        self._check_coordinates("send")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("A party joins or leaves"),
            "res_model": "seutuyp.agreement.amendment",
            "views": [(False, "form")],
            "context": {
                "default_agreement_id": self.id,
                "default_kind": "withdrawal" if self.state == "notice" else "accession",
            },
        }
