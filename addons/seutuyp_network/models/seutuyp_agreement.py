# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import _lt, api, fields, models
from odoo.exceptions import UserError, ValidationError

from .seutuyp_workflow_mixin import Transition

SIGNING_STATES = [
    ("draft", "Drafting"),
    ("collecting", "Collecting signatures"),
    ("complete", "All have signed"),
]
REVIEW_STATES = [
    ("not_submitted", "Not submitted"),
    ("submitted", "Submitted for review"),
    ("clarification", "Clarification asked"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
]
STATES = [
    ("preparing", "In preparation"),
    ("in_force", "In force"),
    ("notice", "Notice given"),
    ("ended", "Ended"),
    ("superseded", "Superseded"),
]


class SeutuypAgreement(models.Model):
    """A region's business services agreement: what it says and where it stands.

    What is signed stands in ``seutuyp_agreement_content.py``, signing in
    ``seutuyp_agreement_signing.py``, review in ``seutuyp_agreement_review.py``,
    paper agreements in ``seutuyp_agreement_paper.py``.
    """

    _name = "seutuyp.agreement"
    _inherit = ["mail.thread", "mail.activity.mixin", "seutuyp.workflow.mixin"]
    _description = "Business services agreement"
    _order = "date_start desc, number desc, id desc"
    _check_company_auto = False

    _guarded_fields = frozenset(
        {
            "number",
            "version",
            "previous_id",
            "signing_state",
            "review_state",
            "state",
            "stage",
            "area_ids",
            "on_paper",
            "content_locked",
            "content_id",
            "content_hash",
            "content_ids",
            "round_ids",
            "licence_ids",
            "signature_ids",
        }
    )
    # What the parties agree on; locked while the text is frozen. The rows of parties
    # lock themselves: signatory and own decision stay open while signing.
    _content_fields = frozenset(
        {
            "name",
            "region_ids",
            "coordinating_partner_id",
            "lang",
            "date_start",
            "date_end",
            "notice_months",
            "amendment_rule",
            "currency_id",
            "section_ids",
            "person_ids",
            "commitment_ids",
            "cost_line_ids",
            "annex_ids",
        }
    )

    # One table: what may happen, from where, and by whom.
    _transitions = {
        "send": Transition(
            _lt("Sent for signature"),
            "signing_state",
            "collecting",
            ("draft",),
            "coordinator",
        ),
        "withdraw": Transition(
            _lt("Sending withdrawn"),
            "signing_state",
            "draft",
            ("collecting",),
            "coordinator",
            reason=True,
        ),
        "decline": Transition(
            _lt("A party declined to sign"), "signing_state", "draft", ("collecting",)
        ),
        "complete": Transition(
            _lt("All parties have signed"), "signing_state", "complete", ("collecting",)
        ),
        "reopen": Transition(
            _lt("Opened for changes"),
            "signing_state",
            "draft",
            ("draft", "collecting", "complete"),
            "coordinator",
            reason=True,
        ),
        "unlock": Transition(
            _lt("Text opened for clarification"),
            "signing_state",
            "draft",
            ("draft", "collecting", "complete"),
        ),
        "submit": Transition(
            _lt("Submitted for review"),
            "review_state",
            "submitted",
            ("not_submitted", "clarification"),
            "coordinator",
        ),
        "recall": Transition(
            _lt("Submission taken back"),
            "review_state",
            "not_submitted",
            ("submitted",),
            "coordinator",
            reason=True,
        ),
        "return": Transition(
            _lt("Returned for clarification"),
            "review_state",
            "clarification",
            ("submitted",),
            "reviewer",
            reason=True,
        ),
        "approve": Transition(
            _lt("Approved"),
            "review_state",
            "approved",
            ("submitted",),
            "reviewer",
            reason=True,
        ),
        "reject": Transition(
            _lt("Rejected"),
            "review_state",
            "rejected",
            ("submitted",),
            "reviewer",
            reason=True,
        ),
        "retry": Transition(
            _lt("Taken up again after rejection"),
            "review_state",
            "not_submitted",
            ("rejected",),
            "coordinator",
        ),
        "void_review": Transition(
            _lt("Approval void: the text has changed"),
            "review_state",
            "not_submitted",
            ("approved", "clarification"),
        ),
    }

    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, tracking=True
    )
    number = fields.Char(readonly=True, copy=False, index=True)
    active = fields.Boolean(default=True)
    version = fields.Integer(default=1, readonly=True, copy=False)
    previous_id = fields.Many2one(
        "seutuyp.agreement", string="Previous version", readonly=True, copy=False
    )
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_agreement_region_rel",
        "agreement_id",
        "region_id",
        string="Regions",
        required=True,
        tracking=True,
        # Not given where it is proposed: a field is written in the order in which it
        # was last declared, and parties are only allowed in a region of one's own.
        default=lambda self: self._default_region_ids(),
        help="Usually one. An agreement may cover several regions.",
    )
    area_ids = fields.Many2many(
        "seutuyp.area", compute="_compute_area_ids", store=True, string="Areas"
    )
    coordinating_partner_id = fields.Many2one(
        "res.partner",
        string="Coordinating organisation",
        domain=[("is_company", "=", True)],
        tracking=True,
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language of the text",
        required=True,
        default=lambda self: self.env.lang or "fi_FI",
        help="The text is binding in this language. Translations are unofficial.",
    )
    template_id = fields.Many2one(
        "seutuyp.agreement.template",
        default=lambda self: self.env["seutuyp.agreement.template"].search([], limit=1),
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: (
            self.env.ref("base.EUR", raise_if_not_found=False)
            or self.env.company.currency_id
        ),
    )
    section_ids = fields.One2many(
        "seutuyp.agreement.section", "agreement_id", string="Text"
    )
    party_ids = fields.One2many(
        "seutuyp.agreement.party", "agreement_id", string="Parties"
    )
    person_ids = fields.One2many(
        "seutuyp.agreement.person", "agreement_id", string="Named people"
    )
    commitment_ids = fields.One2many(
        "seutuyp.agreement.commitment", "agreement_id", string="Commitments"
    )
    cost_line_ids = fields.One2many(
        "seutuyp.agreement.cost.line", "agreement_id", string="Cost sharing"
    )
    annex_ids = fields.One2many(
        "seutuyp.agreement.annex", "agreement_id", string="Annexes"
    )
    comment_ids = fields.One2many(
        "seutuyp.agreement.comment", "agreement_id", string="Comments"
    )
    open_comment_count = fields.Integer(compute="_compute_open_comment_count")
    date_start = fields.Date(string="In force from", tracking=True)
    date_end = fields.Date(
        string="In force until", tracking=True, help="Empty: until further notice."
    )
    notice_months = fields.Integer(string="Notice period (months)", default=6)
    on_paper = fields.Boolean(
        readonly=True,
        copy=False,
        help="Signed and decided on paper before this system; recorded from a scan.",
    )
    signing_state = fields.Selection(
        SIGNING_STATES,
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    review_state = fields.Selection(
        REVIEW_STATES,
        string="Review",
        default="not_submitted",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    state = fields.Selection(
        STATES,
        string="Status",
        compute="_compute_state",
        store=True,
        default="preparing",
        copy=False,
        index=True,
    )
    stage = fields.Selection(
        [
            ("drafting", "Drafting"),
            ("signing", "Signing"),
            ("review", "Review"),
            ("in_force", "In force"),
            ("over", "Over"),
        ],
        compute="_compute_stage",
        store=True,
        group_expand=True,
        string="Phase",
    )
    party_count = fields.Integer(compute="_compute_party_counts")
    signed_count = fields.Integer(compute="_compute_party_counts")
    is_coordinator = fields.Boolean(compute="_compute_is_coordinator")

    _dates_check = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "The agreement cannot end before it starts. Check the two dates.",
    )
    _notice_check = models.Constraint(
        "CHECK (notice_months >= 0)", "The notice period cannot be negative."
    )
    _number_version_uniq = models.UniqueIndex(
        "(number, version)", "An agreement with this number and version exists already."
    )

    # ----------------------------------------------------------------- computes
    @api.depends("region_ids")
    def _compute_name(self):
        for agreement in self:
            regions = agreement.region_ids.with_context(lang=agreement.lang)
            if regions and not agreement.name:
                agreement.name = agreement.with_context(lang=agreement.lang).env._(
                    "Business services agreement, %(regions)s",
                    regions=", ".join(regions.mapped("name")),
                )

    @api.depends("region_ids.area_id")
    def _compute_area_ids(self):
        for agreement in self:
            agreement.area_ids = agreement.region_ids.area_id

    @api.depends("comment_ids.state")
    def _compute_open_comment_count(self):
        counts = dict(
            self.env["seutuyp.agreement.comment"]._read_group(
                [("agreement_id", "in", self.ids), ("state", "=", "open")],
                ["agreement_id"],
                ["__count"],
            )
        )
        for agreement in self:
            agreement.open_comment_count = counts.get(agreement._origin, 0)

    @api.depends("signing_state", "review_state", "state")
    def _compute_stage(self):
        for agreement in self:
            if agreement.state in ("ended", "superseded"):
                agreement.stage = "over"
            elif (
                agreement.state != "preparing" and agreement.review_state == "approved"
            ):
                agreement.stage = "in_force"
            elif agreement.signing_state == "collecting":
                agreement.stage = "signing"
            elif (
                agreement.review_state == "submitted"
                or agreement.signing_state == "complete"
            ):
                agreement.stage = "review"
            else:
                agreement.stage = "drafting"

    @api.depends("party_ids.state")
    def _compute_party_counts(self):
        for agreement in self:
            parties = agreement.party_ids.filtered(lambda p: p.state != "left")
            agreement.party_count = len(parties)
            agreement.signed_count = len(
                parties.filtered(lambda p: p.state == "signed")
            )

    @api.depends_context("uid")
    @api.depends("region_ids.editor_user_ids")
    def _compute_is_coordinator(self):
        for agreement in self:
            agreement.is_coordinator = agreement._has_role("coordinator")

    # ------------------------------------------------------------------ checks
    def _check_region_editor(self, regions):
        """Nobody draws another region into an agreement of his own, or out of one.

        Not a constraint: the ORM runs those as superuser, who may do anything.

        :param regions: the regions that come in or go out
        :raise ValidationError: naming those that the user does not coordinate
        """
        if self.env.su or self.env.user.has_group("seutuyp_network.group_manager"):
            return
        foreign = regions.sudo().filtered(
            lambda region: self.env.user not in region.editor_user_ids
        )
        if foreign:
            raise ValidationError(
                self.env._(
                    "You do not coordinate %(regions)s. Ask the administrator to "
                    "make you its substitute coordinator first.",
                    regions=", ".join(foreign.mapped("name")),
                )
            )

    @api.constrains("region_ids")
    def _check_has_region(self):
        for agreement in self:
            if not agreement.region_ids:
                raise ValidationError(self.env._("Choose the region of the agreement."))

    # -------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        for agreement in agreements:
            agreement._check_region_editor(agreement.region_ids)
            if not agreement.number:
                agreement.sudo()._guarded().number = (
                    self.env["ir.sequence"].sudo().next_by_code("seutuyp.agreement")
                )
            if not agreement.section_ids and agreement.template_id:
                agreement._draft_from_template()
        return agreements

    def write(self, vals):
        self._check_content_lock(vals)
        if vals.get("active") is False:
            self._check_archivable()
        before = {}
        if "region_ids" in vals:
            before = {agreement: agreement.region_ids for agreement in self}
        result = super().write(vals)
        for agreement, regions in before.items():
            after = agreement.region_ids
            agreement._check_region_editor((regions - after) | (after - regions))
        return result

    def _check_archivable(self):
        """An agreement that binds, is being signed or reviewed stays in sight.

        :raise UserError: says what to do first
        """
        for agreement in self:
            if (
                agreement.state in ("in_force", "notice")
                or agreement.signing_state == "collecting"
                or agreement.review_state == "submitted"
            ):
                raise UserError(
                    self.env._(
                        "%(name)s is in force, being signed or under review, so "
                        "it cannot "
                        "be archived now. End it or take it back first.",
                        name=agreement.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for agreement in self:
            if agreement.content_ids or agreement.round_ids:
                raise UserError(
                    self.env._(
                        "%(name)s has been sent or submitted; it is kept as evidence. "
                        "Archive it instead.",
                        name=agreement.display_name,
                    )
                )

    def copy_data(self, default=None):
        return [
            {**vals, "name": self.env._("%s (copy)", agreement.name)}
            for agreement, vals in zip(
                self, super().copy_data(default=default), strict=True
            )
        ]

    # -------------------------------------------------------------------- roles
    def _has_role(self, role):
        self.ensure_one()
        user = self.env.user
        if role == "coordinator":
            return user in self.sudo().region_ids.editor_user_ids
        if role == "reviewer":
            return user.has_group("seutuyp_network.group_reviewer")
        if role == "area":
            return user.partner_id in self.sudo().region_ids.area_id.contact_id
        if role == "manager":
            return user.has_group("seutuyp_network.group_manager")
        return False

    def _coordinator_partners(self):
        """Return the people who coordinate the agreement's regions, sudo."""
        regions = self.sudo().region_ids
        return regions.coordinator_id | regions.substitute_id

    def _coordinator_users(self):
        return self.sudo().region_ids.editor_user_ids

    def _area_contact_users(self):
        return self.sudo().region_ids.area_id.contact_id.user_ids.filtered("active")

    # ----------------------------------------------------------------- drafting
    def _draft_from_template(self):
        """Write the template's sections in the agreement's language.

        The other installed languages become unofficial translations.
        Source: report appendix A2, the fixed list of sections.
        """
        self.ensure_one()
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        vals_list = []
        for line in self.template_id.section_ids:
            text = line.with_context(lang=self.lang)
            vals_list.append(
                {
                    "agreement_id": self.id,
                    "key": line.key,
                    "sequence": line.sequence,
                    "number": line.number,
                    "part": text.part,
                    "title": text.title,
                    "body": text.body,
                    "translation_ids": [
                        fields.Command.create(
                            {
                                "lang": lang,
                                "title": line.with_context(lang=lang).title,
                                "body": line.with_context(lang=lang).body,
                            }
                        )
                        for lang in langs
                        if lang != self.lang
                    ],
                }
            )
        self.env["seutuyp.agreement.section"].create(vals_list)

    def action_draft_from_template(self):
        """Take the template's text into an agreement that has none yet."""
        for agreement in self:
            if agreement.section_ids:
                raise UserError(
                    self.env._("The agreement already has its text. Edit the sections.")
                )
            agreement._draft_from_template()
        return True
