# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What open questions share: the same form sent twice counts once, a few a day."""

import secrets

from odoo.http import request

KEY = "seutuyp_answered"
# A tablet at the desk serves many customers, a script must not serve more.
MOST_A_DAY = 60
LARGEST_ID = 2**31 - 1


def fresh():
    """Return a mark for a form that has not been sent yet."""
    return secrets.token_urlsafe(9)


def _marks():
    today = str(request.env["seutuyp.dated.mixin"]._today())
    day, marks = request.session.get(KEY) or (today, [])
    return today, list(marks) if day == today else []


def given(mark):
    """Return whether this browser has sent the form already today.

    :param str mark: from the form, not to be trusted
    :return: ``once`` when it has, ``many`` when it has sent too many, else None
    """
    _today, marks = _marks()
    if mark and str(mark)[:20] in marks:
        return "once"
    return "many" if len(marks) >= MOST_A_DAY else None


def note(mark):
    """Remember in the browser's session that a form was sent; what it said is not."""
    today, marks = _marks()
    mark = str(mark or fresh())[:20]
    if mark not in marks:
        request.session[KEY] = [today, [*marks, mark]]


def segments():
    """Return the segments that a customer may choose from."""
    return request.env["seutuyp.segment"].sudo().search([("parent_id", "=", False)])


def segment(text):
    """Return the chosen segment, or None for anything else."""
    number = int(text) if str(text).isdecimal() and len(str(text)) < 10 else 0
    chosen = segments().filtered(lambda item: item.id == number)
    return chosen or None


def line(text, most):
    """Return a text in one line, without what databases do not take."""
    text = text if isinstance(text, str) else ""
    return " ".join(text.replace("\0", " ").split())[:most]
