# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Personal links: whose they are, and what a page says of one that does not work."""

from odoo import http
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page


def personal_route(path):
    """Return the decorator of a page behind a personal link: GET shows, POST acts."""
    return http.route(
        path,
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
        readonly=page.only_reads,
    )


def find(model, record_id, purpose, token):
    """Return (superuser record, token, problem) for a personal link."""
    record = request.env[model].sudo().browse(record_id).exists()
    found, problem = request.env["seutuyp.token"]._find(record, purpose, token)
    return record, found, problem


def problem_page(path, problem, words=None):
    """Return the page of a link that does not work.

    :param str problem: what ``seutuyp.token`` says, or a key of ``words``
    :param dict words: problem → (title, text), where the usual ones do not fit
    """
    env = request.env
    known = {
        "wrong": (
            env._("The link does not work"),
            env._("Open it once more from the mail, or copy the whole address."),
        ),
        "expired": (
            env._("The link has expired"),
            env._("Ask whoever sent it to you for a new one."),
        ),
        "revoked": (
            env._("The link is no longer valid"),
            env._(
                "A newer mail has another link, or the matter has been opened again."
            ),
        ),
        **(words or {}),
    }
    title, text = known[problem]
    return message_page(path, title, text, status=404 if problem == "wrong" else 410)


def message_page(path, title, text, status=200, done=False):
    """Return a page that says one thing to whoever came by a personal link.

    :param bool done: it tells of a success
    """
    return page.render(
        "seutuyp_network.offers_message",
        {"title": title, "text": text, "done": done},
        path,
        status=status,
        headers=page.PERSONAL_HEADERS,
    )
