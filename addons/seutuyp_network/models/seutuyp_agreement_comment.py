# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MAX_LENGTH = 4000


class SeutuypAgreementComment(models.Model):
    """A party's remark on one section, before signing; every one is resolved."""

    _name = "seutuyp.agreement.comment"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Comment on a section of an agreement"
    _order = "state, id"
    _rec_name = "text"

    _guarded_fields = frozenset(
        {
            "state",
            "author_id",
            "organisation_id",
            "agreement_id",
            "resolved_by_id",
            "resolved_on",
            "date",
        }
    )

    agreement_id = fields.Many2one(
        related="section_id.agreement_id", store=True, index=True, string="Agreement"
    )
    section_id = fields.Many2one(
        "seutuyp.agreement.section", required=True, ondelete="cascade", index=True
    )
    author_id = fields.Many2one(
        "res.partner",
        string="Who",
        readonly=True,
        default=lambda self: self.env.user.partner_id,
    )
    organisation_id = fields.Many2one("res.partner", readonly=True)
    date = fields.Datetime(readonly=True, default=lambda self: fields.Datetime.now())
    text = fields.Text(string="Comment", required=True)
    answer = fields.Text()
    state = fields.Selection(
        [("open", "Open"), ("resolved", "Resolved")],
        default="open",
        required=True,
        readonly=True,
        copy=False,
    )
    resolved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    resolved_on = fields.Datetime(readonly=True, copy=False)

    @api.constrains("text")
    def _check_text(self):
        for comment in self:
            if not (comment.text or "").strip():
                raise UserError(self.env._("Write the comment first."))
            if len(comment.text) > MAX_LENGTH:
                raise UserError(
                    self.env._(
                        "The comment is too long: at most %(max)s characters.",
                        max=MAX_LENGTH,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        comments = super().create(vals_list)
        comments._check_open_for_comments(comments.section_id)
        return comments

    def write(self, vals):
        # A comment is answered, not rewritten: its author stands by these words.
        if not self._guard_is_open():
            for comment in self:
                if {"text", "section_id"} & vals.keys() and not comment._is_own():
                    raise AccessError(
                        self.env._(
                            "Only its author changes a comment. Answer it instead."
                        )
                    )
        result = super().write(vals)
        if "section_id" in vals:
            self._check_open_for_comments(self.section_id)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_others(self):
        if not all(comment._is_own() for comment in self):
            raise AccessError(
                self.env._("A comment is kept, with its answer. Answer and resolve it.")
            )

    def _is_own(self):
        """Return whether it is the user's own and nobody has dealt with it yet."""
        self.ensure_one()
        return (
            self.author_id == self.env.user.partner_id
            and self.state == "open"
            and not self.answer
        )

    @api.model
    def _check_open_for_comments(self, sections):
        if any(section.agreement_id.content_locked for section in sections.sudo()):
            raise UserError(
                self.env._(
                    "The text is closed for comments: it has been sent for signature. "
                    "Write to the coordinator."
                )
            )

    @api.model
    def _add(self, section, author, organisation, text):
        """Record a comment that a party made on the portal.

        :param section: one ``seutuyp.agreement.section``
        :param author: the person, ``res.partner``
        :param organisation: the party's organisation
        :param str text: plain text, at most 4000 characters
        :raise UserError: empty, too long, or the text is already frozen
        """
        twice = section.sudo().comment_ids.filtered(
            lambda comment: (
                comment.author_id == author
                and comment.text == text
                and comment.state == "open"
            )
        )
        if twice:  # a second click
            return twice[:1]
        comment = self.sudo()._create_guarded(
            {
                "section_id": section.id,
                "author_id": author.id,
                "organisation_id": organisation.id,
                "text": text,
            }
        )
        agreement = section.agreement_id.sudo()
        for user in agreement._coordinator_users():
            agreement._schedule_todo(
                user,
                lambda item: item.env._(
                    "Answer the comment of %(who)s on %(section)s",
                    who=organisation.display_name,
                    section=section.display_name,
                ),
            )
        return comment

    def action_resolve(self):
        """Mark the comments as resolved; the coordinator does it after answering."""
        self.check_access("read")
        for comment in self:
            if not comment.agreement_id._has_role("coordinator"):
                raise AccessError(
                    self.env._("Comments are resolved by the region's coordinator.")
                )
            if not (comment.answer or "").strip():
                raise UserError(
                    self.env._(
                        "Answer the comment first, so that its author sees what "
                        "became of it."
                    )
                )
        self.sudo()._guarded().write(
            {
                "state": "resolved",
                "resolved_by_id": self.env.uid,
                "resolved_on": fields.Datetime.now(),
            }
        )
        return True

    def action_reopen(self):
        """Take a resolved comment up again."""
        self.check_access("read")
        for comment in self:
            if not comment.agreement_id._has_role("coordinator"):
                raise AccessError(
                    self.env._("Comments are reopened by the region's coordinator.")
                )
        self.sudo()._guarded().write(
            {"state": "open", "resolved_by_id": False, "resolved_on": False}
        )
        return True
