# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import models

# How long the chair's and the secretary's link to confirm the minutes works.
CONFIRM_DAYS = timedelta(days=60)
REPORTS = {
    "agenda": "seutuyp_planning.report_agenda",
    "minutes": "seutuyp_planning.report_minutes",
}


class CalendarEvent(models.Model):
    """Agenda and minutes by mail, each person's in the person's own language."""

    _inherit = "calendar.event"

    def _mail_meeting_people(self, template, document):
        """Queue one mail to everybody invited and to the deputies who came.

        :param str template: xml id
        :param str document: ``agenda`` or ``minutes``, attached as a tagged PDF
        """
        self.ensure_one()
        event = self.sudo()
        sender = event._organizer()
        files = {}
        people = event.partner_ids | event.attendee_ids.deputy_id
        for person in people.filtered("email_normalized"):
            lang = person.lang or sender.lang
            if lang not in files:
                files[lang] = event._meeting_pdf(document, lang)
            self.env["seutuyp.mailer"]._mail(
                template,
                person,
                event,
                sender=sender,
                lang=lang,
                files=[files[lang], *event._paper_files(document)],
                seutuyp_link=event._meeting_link(document, person),
            )

    def _meeting_pdf(self, document, lang):
        """Return (name, bytes, type) of the agenda or the minutes in one language."""
        words = self.with_context(lang=lang)
        reports = self.env["ir.actions.report"].sudo().with_context(lang=lang)
        data = reports._render_qweb_pdf(REPORTS[document], self.ids)[0]
        title = {
            "agenda": words.env._("Agenda"),
            "minutes": words.env._("Minutes"),
        }[document]
        name = f"{title} {self.start:%Y-%m-%d}.pdf"
        return name, data, "application/pdf"

    def _paper_files(self, document):
        """Return the files that go along with an agenda; records and links do not."""
        if document != "agenda":
            return []
        papers = self.agenda_item_ids.document_ids.filtered("file")
        return [
            (
                paper.filename or paper.name,
                paper._file_bytes(),
                "application/octet-stream",
            )
            for paper in papers
        ]

    def _meeting_link(self, document, person):
        """Return the address that the mail's button opens.

        Chair and secretary confirm the minutes with a link of their own, everybody
        else reads in the web client, if he has an account there.
        """
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        if document == "minutes" and person in self._waiting_officers():
            text, _token = self.env["seutuyp.token"]._issue(
                self,
                "minutes",
                person,
                person.email,
                self.minutes_sent_on + CONFIRM_DAYS,
            )
            return f"{base}/seutuyp/minutes/{self.id}?token={text}"
        if person.user_ids.filtered(lambda user: not user.share):
            return f"{base}/odoo/seutuyp-meetings/{self.id}"
        return False

    def _is_officer(self, person):
        """Return whether ``person`` is to confirm the minutes; asked by the mail."""
        self.ensure_one()
        return person in self._chair() | self._secretary()

    def _decisions_of(self, person):
        """Return what ``person`` is to carry out of this meeting's decisions."""
        self.ensure_one()
        return self.decision_ids.filtered(
            lambda item: item.state == "open" and person in item.responsible_ids
        )

    def _time_words(self):
        """Return when the meeting is, as written in the reader's language."""
        self.ensure_one()
        return self.env["seutuyp.invitation"]._time_text(self._prepare_invitation())
