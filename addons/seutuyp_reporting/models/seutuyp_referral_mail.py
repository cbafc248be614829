# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

TEMPLATE = "seutuyp_reporting.mail_template_referral_"
# Which mail a move sends, and to which side; None: the side that did not act.
MAILS = {
    "send": ("sent", "receiver"),
    "accept": ("told", "sender"),
    "decline": ("told", "sender"),
    "come_back": ("told", "sender"),
    "close": ("told", None),
    "reopen": ("told", "sender"),
    "reopen_answered": ("told", "receiver"),
    "reopen_waiting": ("told", "receiver"),
    "take_back": ("told", "receiver"),
    "withdraw": ("told", None),
}


class SeutuypReferral(models.Model):
    """Mails about referrals: what happened and a link, never who the customer is."""

    _inherit = "seutuyp.referral"

    @api.model
    def _readers_of(self, region, organisation):
        """Return an organisation's people who read its referrals in the region."""
        users = region.sudo().user_ids
        return users.partner_id.filtered(
            lambda person: person.commercial_partner_id == organisation
        )

    def _people(self, side):
        """Return whom to tell on one side.

        The person whose matter it is, if that person has an account; else all of the
        organisation's who have.
        """
        row = self.sudo()
        mine = {
            "receiver": (row.to_partner_id, row.answered_by_id or row.responsible_id),
            "sender": (row.from_partner_id, row.sent_by_id),
        }
        organisation, person = mine[side]
        readers = self._readers_of(row.region_id, organisation)
        return (person & readers) or readers

    def _tell(self, move):
        """Mail the other side what has happened."""
        template, side = MAILS[move]
        for referral in self:
            to = side or ("sender" if referral._has_role("receiver") else "receiver")
            referral._mail_side(template, to, sender=self.env.user.partner_id)

    def _mail_side(self, template, side, sender):
        row = self.sudo()
        for person in row._people(side).filtered("email_normalized"):
            words = row.with_context(lang=person.lang or self.env.user.lang)
            self.env["seutuyp.mailer"]._mail(
                TEMPLATE + template,
                person,
                row,
                sender=sender.sudo(),
                address=person.email_normalized,
                lang=self.env.user.lang,
                seutuyp_url=row._link(),
                seutuyp_day=words.env["seutuyp.region"]._day(row.answer_by),
                seutuyp_sentence=words._sentence(side),
            )

    def _link(self):
        self.ensure_one()
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/odoo/referrals/{self.id}"

    def _sentence(self, side="sender"):
        """Say what has become of the referral, without the customer.

        :param str side: who reads it, the sender or the receiver
        """
        self.ensure_one()
        organisation = self.to_partner_id.name
        if self.withdrawn_on or self.outcome_id.code == "withdrawn":
            return self.env._(
                "The customer has withdrawn the consent, and the customer's data have "
                "been erased. Do not contact the customer about this any more."
            )
        if self.outcome_id.code == "taken_back":
            return self.env._(
                "The referral was taken back. There is nothing for you to do."
            )
        if self.state == "done":
            return self.env._(
                "It is closed: %(outcome)s.", outcome=self.outcome_id.name
            )
        if self._has_come_back():
            return self._come_back_words()
        if self.state == "declined":
            return self.env._(
                "%(organisation)s declined it and says why. Help the customer to "
                "another organisation.",
                organisation=organisation,
            )
        if side == "receiver":
            return self.env._(
                "%(organisation)s had closed it by mistake and has opened it again.",
                organisation=self.from_partner_id.name,
            )
        return self.env._(
            "%(organisation)s has taken the customer.", organisation=organisation
        )

    def _has_come_back(self):
        """Return whether it was declined by nobody: the receiver is no more."""
        return self.state == "declined" and not self.answered_by_id

    def _come_back_words(self):
        sides = self.sudo()
        sender = sides.from_partner_id._organisation_today()
        if sender == sides.to_partner_id._organisation_today():
            return self.env._(
                "%(organisation)s and your organisation have become one, so the "
                "customer has come back to you. Help the customer yourselves.",
                organisation=self.to_partner_id.name,
            )
        return self.env._(
            "%(organisation)s has ended, so the customer has come back to you. Help "
            "the customer to another organisation.",
            organisation=self.to_partner_id.name,
        )

    @api.model
    def _cron_remind(self):
        """Remind receivers, once, of customers who have waited too long."""
        cron = self.env["ir.cron"]
        today = self.env["seutuyp.dated.mixin"]._today()
        late = self.sudo().search(
            [
                ("state", "=", "sent"),
                ("answer_by", "<", today),
                ("reminded_on", "=", False),
                ("erased_on", "=", False),
            ]
        )
        cron._commit_progress(remaining=len(late))
        for referral in late:
            referral._guarded().write({"reminded_on": today})
            coordinator = referral.region_id.coordinator_id
            referral._mail_side("late", "receiver", sender=coordinator)
            if not cron._commit_progress(1):
                break
