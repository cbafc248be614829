# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _seutuyp_post(self):
        """Return why this contact cannot be erased yet, or ""."""
        self.ensure_one()
        person = self.sudo()
        if person.is_company:
            return self.env._("An organisation, not a person")
        if person.user_ids.filtered("active"):
            return self.env._("Has an account that works: archive the user first")
        today = self.env["seutuyp.dated.mixin"]._today()
        if person.env["seutuyp.group.member"].search_count(
            [
                ("partner_id", "=", person.id),
                *self.env["seutuyp.dated.mixin"]._domain_on(today),
            ],
            limit=1,
        ):
            return self.env._("Is a member of a group: end the membership first")
        posts = person.env["seutuyp.region"].search_count(
            [
                "|",
                ("coordinator_id", "=", person.id),
                ("substitute_id", "=", person.id),
            ],
            limit=1,
        ) or person.env["seutuyp.area"].search_count(
            ["|", ("contact_id", "=", person.id), ("deputy_id", "=", person.id)],
            limit=1,
        )
        if posts:
            return self.env._("Holds a post in a region or area: name another first")
        return self._seutuyp_signs()

    def _seutuyp_signs(self):
        waits = self.env["seutuyp.agreement.party"].sudo()
        if waits.search_count(
            [
                ("signatory_id", "=", self.id),
                ("state", "=", "pending"),
                ("agreement_id.signing_state", "=", "collecting"),
            ],
            limit=1,
        ):
            return self.env._("Is asked to sign: name another signatory first")
        return ""

    def _seutuyp_erase_person(self):
        """Blank who the person was; the row stays, since evidence points at it."""
        data = self.env["seutuyp.person.data"]
        for person in self.sudo().with_context(
            tracking_disable=True, mail_notrack=True
        ):
            name = self.env._("Erased person %(number)s", number=person.id)
            person._seutuyp_erase_what_hangs_on()
            data._erase_traces(person.email_normalized or "", person, name)
            empty = (
                *("email", "phone", "function", "street", "street2", "zip", "city"),
                *("comment", "website", "vat", "ref", "image_1920", "state_id"),
            )
            person.write(
                {
                    **{field: False for field in empty if field in person._fields},
                    "name": name,
                    "active": False,
                }
            )

    def _seutuyp_erase_what_hangs_on(self):
        """Delete what stands on the contact itself: messages, activities and files."""
        every = self.with_context(active_test=False).env
        for model, key in (
            ("mail.message", "model"),
            ("mail.activity", "res_model"),
            ("ir.attachment", "res_model"),
        ):
            own = [(key, "=", self._name), ("res_id", "in", self.ids)]
            every[model].search(own).unlink()


class ResUsers(models.Model):
    _inherit = "res.users"

    def _seutuyp_erase_person(self):
        """Blank the login of archived users; the row stays with what they did."""
        for user in self.sudo():
            user.with_context(no_reset_password=True).write(
                {"login": f"erased-{user.id}", "signature": False}
            )


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _seutuyp_erase_person(self):
        """Blank the sender's addresses; the author's name goes with the contact."""
        self.sudo().write({"email_from": False, "reply_to": False})
