# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from email.message import EmailMessage

from odoo import models

from ..tools import invitation as icalendar

FILENAME = "invite.ics"


class IrMailServer(models.Model):
    """Invitations as mail programs expect them."""

    _inherit = "ir.mail_server"

    def _build_email__(self, *args, attachments=None, **kwargs):
        """Put an invitation beside the text, as an alternative with its method.

        Outlook and Google show buttons for such a part only; core would attach it as a
        file. Apple opens the file, so it goes along as well, as Google does it.
        """
        own, others = [], []
        for item in attachments or []:
            (own if _is_invitation(item) else others).append(item)
        message = super()._build_email__(*args, attachments=others, **kwargs)
        for _name, content, _mimetype in own:
            _add_calendar(message, content)
            message.add_attachment(content, "application", "ics", filename=FILENAME)
        return message


def _is_invitation(item):
    name, content, mimetype = item
    return (
        name == FILENAME
        and (mimetype or "").startswith("text/calendar")
        and icalendar.PRODID.encode() in content
    )


def _add_calendar(message, content):
    """Add the calendar part to the alternatives of a message."""
    target = message
    if message.get_content_type() == "multipart/mixed":
        target = next(iter(message.iter_parts()))
    part = EmailMessage(policy=message.policy)
    part.set_content(
        content.decode(), subtype="calendar", charset="utf-8", cte="base64"
    )
    part.set_param("method", icalendar.method_of(content))
    del part["MIME-Version"]
    if target.get_content_type() != "multipart/alternative":
        target.make_alternative()
    target.attach(part)
