# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.tools import email_normalize

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The link works past the deadline: late figures are better than none.
LINK_DAYS = timedelta(days=60)


class SeutuypToken(models.Model):
    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[("collect", "Fill in the form of a round")],
        ondelete={"collect": "cascade"},
    )

    @api.model
    def _find_collect(self, text):
        """Return (form of superuser, token, problem) for the text of an address.

        :return: problem is None, ``wrong``, ``expired``, ``revoked`` or ``unnamed``
        """
        sheet, token, problem = self._find_by_text(
            "seutuyp.collection.sheet", "collect", text
        )
        if not problem and token.partner_id != sheet.collector_id:
            problem = "unnamed"
        return sheet, token, problem


class SeutuypCollectionSheet(models.Model):
    """The form goes out by mail: as a file, and with a personal link."""

    _inherit = "seutuyp.collection.sheet"

    def _send(self, reason=None):
        """Queue one mail a form, in the language of its receiver.

        :param str reason: why it is asked again
        """
        for sheet in self:
            sheet._mail_form("seutuyp_reporting.mail_template_collection", reason)
        self._guarded().write({"sent_on": fields.Datetime.now()})

    def _mail_form(self, template, reason=None):
        """Queue a mail with the form as a file and the personal link."""
        self.ensure_one()
        sheet, person = self.sudo(), self.sudo().collector_id
        sheet = sheet.with_context(lang=person.lang)
        sheet.env["seutuyp.mailer"]._mail(
            template,
            person,
            sheet,
            sender=sheet._keeper(),
            sent_from=sheet._gateway_address(),
            reply_to=sheet._gateway_address(),
            files=[(sheet._excel_name(), sheet._excel(), EXCEL)],
            seutuyp_link=sheet._link(),
            seutuyp_reason=reason,
            seutuyp_regions=sheet.places,
        )

    def _keeper(self):
        """Return the person in whose name the round asks."""
        self.ensure_one()
        collection = self.sudo().collection_id
        if collection.level == "region":
            return self.sudo().region_ids[:1].coordinator_id
        if collection.level == "area":
            return collection.area_id.contact_id
        return self.env["res.partner"]

    @api.model
    def _gateway_address(self):
        """Return the address to which forms come back; None without a gateway."""
        alias = self.env.ref(
            "seutuyp_reporting.mail_alias_collection", raise_if_not_found=False
        )
        alias = alias and alias.sudo()
        if alias and alias.alias_domain_id:
            return email_normalize(alias.alias_full_name) or None
        return None

    def _link(self):
        """Return the collector's personal address; the earlier ones end."""
        self.ensure_one()
        person = self.collector_id
        last_day = max(self.deadline, fields.Date.today()) + LINK_DAYS
        text, _token = self.env["seutuyp.token"]._issue(
            self,
            "collect",
            person,
            person.email,
            datetime.combine(last_day, time()),
        )
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        prefix = self.env["res.lang"]._get_data(code=person.lang).url_code
        return "/".join(
            part for part in (base, prefix, "seutuyp/collect", text) if part
        )

    def _mail_result(self, problems, changes, reason=None):
        """Tell the collector what became of a form that came by mail.

        :param problems: (cell, sentence) of every error
        :param int changes: how many figures were saved
        :param str reason: why the file as a whole was not taken
        """
        self.ensure_one()
        sheet, person = self.sudo(), self.sudo().collector_id
        sheet = sheet.with_context(lang=person.lang)
        sheet.env["seutuyp.mailer"]._mail(
            "seutuyp_reporting.mail_template_collection_result",
            person,
            sheet,
            sender=sheet._keeper(),
            sent_from=sheet._gateway_address(),
            reply_to=sheet._gateway_address(),
            seutuyp_link=sheet._link(),
            seutuyp_problems=problems[:50],
            seutuyp_changes=changes,
            seutuyp_reason=reason,
        )
