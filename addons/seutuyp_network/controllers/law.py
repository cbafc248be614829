# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from ..models import seutuyp_accessibility_feedback as feedback
from . import page

PATH = "/seutuyp/accessibility"
MAX_FORM = 64 * 1024
# The form carries a key of the visitor's session: no cache keeps the page.
FORM_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
FIELDS = ("topic", "page", "text", "email")


class LawPages(http.Controller):
    """Pages that the law asks for, open to all: no login, no right to anything."""

    @page.public_route(PATH, sitemap=True)
    def accessibility(self, sent=None, about=None, **_kw):
        """Show the accessibility statement with its form.

        :param str sent: set after the form was sent
        :param str about: page from which the visitor comes, filled in
        """
        return self._page({"page": (about or "")[: feedback.PAGE_MAX]}, sent=bool(sent))

    @http.route(
        PATH,
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
        max_content_length=MAX_FORM,
    )
    def send(self, **form):
        """Take feedback in. The field “website” is hidden: only programs fill it in.

        How often one address may send is the proxy's to limit; a day takes so many
        in all (``MOST_A_DAY``).
        """
        given = {name: self._line(form.get(name)) for name in FIELDS}
        if not form.get("website"):
            rows = request.env["seutuyp.accessibility.feedback"]
            problems = rows._receive(**given)
            if problems:
                return self._page(given, errors=problems, status=422)
        url = page.address(PATH, request.env.lang, sent="1")
        return request.redirect(f"{url}#feedback", code=303)

    def _line(self, value):
        """Return a value of the form as text, without what the database refuses."""
        return value.replace("\0", "").strip() if isinstance(value, str) else ""

    def _page(self, form, sent=False, errors=None, status=200):
        topics = request.env["seutuyp.accessibility.feedback"]._fields["topic"]
        texts = request.env["seutuyp.public.text"]
        values = {
            "title": request.env._("Accessibility statement"),
            "action": page.address(PATH, request.env.lang),
            "topics": topics._description_selection(request.env),
            "form": form,
            "sent": sent,
            "errors": errors or {},
            "part": "feedback",
            "text_max": feedback.TEXT_MAX,
            "page_max": feedback.PAGE_MAX,
            "email_max": feedback.EMAIL_MAX,
            "provider": texts._provider(),
            **texts._sections("accessibility"),
        }
        return page.render(
            "seutuyp_network.accessibility_page",
            values,
            PATH,
            status=status,
            headers=FORM_HEADERS,
        )

    @page.public_route("/seutuyp/privacy")
    def privacy(self, **_kw):
        """Show the privacy notice."""
        texts = request.env["seutuyp.public.text"]
        values = {
            "title": request.env._("Privacy notice"),
            "provider": texts._provider(),
            **texts._sections("privacy"),
        }
        return page.render(
            "seutuyp_network.privacy_page",
            values,
            "/seutuyp/privacy",
            headers=page.PUBLIC_HEADERS,
        )
