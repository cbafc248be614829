# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.tools import html2plaintext


class CalendarEvent(models.Model):
    """What is said about a meeting, in whose name and in which language."""

    _inherit = "calendar.event"

    def _organizer(self):
        """Return the person in whose name the meeting is called.

        Whoever made it as long as he or she keeps it, else who keeps it now: a
        coordinator who has left calls no more meetings.
        """
        self.ensure_one()
        event = self.sudo()
        maker = event.user_id
        if maker.active and event.with_user(maker).sudo(False)._keeps_its_year():
            return maker.partner_id
        region = event.annual_calendar_id.region_id or event.seutuyp_region_ids[:1]
        return (
            region.coordinator_id
            or region.area_id.contact_id
            or event.seutuyp_area_id.contact_id
            or maker.partner_id
        )

    def _language_of(self, person):
        """Return in which language somebody is mailed about this meeting."""
        return (
            person.lang
            or (self and self._organizer().lang)
            or self.env.company.sudo().partner_id.lang
            or "en_US"
        )

    def _names(self):
        """Return {language: name} of a meeting that bears the name it was planned with.

        Empty once somebody has given it a name: that one stands in every language.
        """
        self.ensure_one()
        event = self.sudo()
        calendar, theme = event.annual_calendar_id, event.theme_id
        if not calendar or not theme:
            return {}
        names = {
            code: calendar.with_context(lang=code)._meeting_name(
                event.seutuyp_group_id, theme
            )
            for code, _label in self.env["res.lang"].get_installed()
        }
        return names if event.name in names.values() else {}

    def _name_in(self, lang):
        """Return the meeting's name in a reader's language."""
        return self._names().get(lang) or self.name

    def _prepare_invitation(self):
        """Return what an invitation says, as it is kept until it is mailed."""
        self.ensure_one()
        return {
            "name": self.name,
            "names": self._names(),
            "start": fields.Datetime.to_string(self.start),
            "stop": fields.Datetime.to_string(self.stop),
            "allday": self.allday,
            "free": self.show_as == "free",
            "location": self.location or "",
            "video": self.videocall_location or "",
            "description": html2plaintext(self.description or "").strip(),
            "organizer_id": self._organizer().id,
            "reason": self.cancel_reason or "",
            "cancelled": self.meeting_state == "cancelled",
        }

    def _tell_keeper(self, words):
        """Mail whoever keeps these meetings, unless it is the one who acts.

        :param words: function of an environment that returns what is told, in the
            language of that environment
        """
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for event in self.sudo():
            keeper = event._organizer()
            if not keeper.email_normalized or keeper == self.env.user.partner_id:
                continue
            lang = event._language_of(keeper)
            reader = event.with_context(lang=lang)
            self.env["seutuyp.mailer"]._mail(
                "seutuyp_planning.mail_template_keeper",
                keeper,
                event,
                lang=lang,
                seutuyp_words=words(reader.env),
                seutuyp_name=reader._name_in(lang),
                seutuyp_link=f"{base}/odoo/seutuyp-meetings/{event.id}",
            )
