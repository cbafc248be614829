# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What our pages outside the web client share: addresses, languages, headers."""

from urllib.parse import urlencode

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.misc import formatLang

# A page opened with a personal link is for one person: no cache keeps it, no other
# site learns its address, no search engine lists it.
PERSONAL_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


# A page open to all may be kept by others for a while.
PUBLIC_HEADERS = {"Cache-Control": "public, max-age=300"}

# What the address says after a form has been posted.
JUST_POSTED = {"done", "told"}


def only_reads(_controller, _rule, _args):
    """Whether this request may be answered by a replica: ``readonly`` of our routes.

    Showing a page changes nothing, a posted form does. What somebody has just posted
    is shown from where it was written, since a replica may be a moment behind.
    """
    shown = request.httprequest.method in ("GET", "HEAD")
    return shown and not JUST_POSTED & set(request.httprequest.args)


def public_route(path, sitemap=False):
    """Return the decorator of a page that is open to all and only read.

    :param path: the path, or a list of them
    :param bool sitemap: whether search engines are led to it
    """
    return http.route(
        path,
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=sitemap,
        readonly=True,
    )


def address(path, lang=None, **query):
    """Return the address of a page of ours in the reader's language.

    :param str path: without language, such as ``/my/agreements/1``
    :param str lang: language code; the reader's if empty
    :param query: what follows the question mark; empty values are left out
    """
    url = request.env["ir.http"]._url_for(path, lang)
    given = {key: value for key, value in query.items() if value}
    return f"{url}?{urlencode(given)}" if given else url


def languages(path, **query):
    """Return the language switch: the same page in every language.

    :return: list of dict(code, name, url, current), names in their own language
    """
    helper = request.env["seutuyp.report.mixin"]
    return [
        {
            "code": request.env["res.lang"]._html_code(code),
            "name": helper._lang_name(code),
            "url": address(path, code, **query),
            "current": code == request.env.lang,
        }
        for code in request.env["res.lang"]._get_frontend()
    ]


def render(template, values, path, query=None, status=200, headers=None):
    """Return a page of ours.

    :param str template: xml id
    :param dict values: what the template needs; ``title`` is the page's title
    :param str path: address of the page, for the language switch
    :param dict query: what follows the question mark
    :param dict headers: added to the answer
    """
    helpers = request.env["seutuyp.report.mixin"]._helpers()
    helpers["file_size"] = file_size
    values = {**helpers, "languages": languages(path, **(query or {})), **values}
    return request.render(template, values, status=status, headers=headers)


def file_size(size):
    """Return a number of bytes as people read it, in the reader's language."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{formatLang(request.env, size / 1_000_000, digits=1)} MB"


def download(data, filename, mimetype="application/octet-stream"):
    """Return a file that the browser saves and never shows as a page."""
    return request.make_response(
        data,
        [
            ("Content-Type", mimetype),
            ("Content-Length", len(data)),
            ("Content-Disposition", content_disposition(filename)),
            *PERSONAL_HEADERS.items(),
        ],
    )
