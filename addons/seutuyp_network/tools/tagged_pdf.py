# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""HTML in, accessible PDF (PDF/UA-1) out. Knows nothing of Odoo's models.

The law on digital services asks the same of a document as of a page: a title, a
language, headings, lists and tables that a screen reader can follow. WeasyPrint
writes such tags; this module adds what it leaves out, fences what it may read, and
joins several documents *before* they become PDF, because joining PDF files loses
the tags.
"""

import logging
import mimetypes
import posixpath
import re
from html import escape
from urllib.parse import unquote, urlsplit

import pydyf
import weasyprint
from weasyprint.pdf import tags as weasyprint_tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

_logger = logging.getLogger(__name__)
# Seven lines of progress for each document help nobody.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

# Relative addresses of the templates are resolved against this one. The top level
# domain is reserved (RFC 6761): it never exists, and nothing is ever asked of it.
BASE_URL = "http://static.invalid/"

# What a document may be drawn with: our own static files and Odoo's fonts.
_STATIC_PATH = re.compile(r"/(?:seutuyp_[a-z_]+/static|web/static/fonts)/.+")
_STATIC_TYPES = (".css", ".svg", ".png", ".jpg", ".ttf", ".woff", ".woff2")

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


class FencedFetcher(URLFetcher):
    """Reads ``data:`` addresses and permitted static files, and nothing else.

    Text in a document comes from people, and HTML can name any file of the server
    or any address of its network.

    :param find_file: function from ``module/static/path`` to a file name; raises
        ``OSError`` or ``ValueError`` for a file that may not be read
    """

    def __init__(self, find_file):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._find_file = find_file
        self.refused = []

    def fetch(self, url, headers=None):
        if url[:5].lower() == "data:":
            return super().fetch(url, headers)
        path = static_path(url)
        if not path:
            self.refused.append(url)
            raise ValueError(f"A document may not read {url}")
        with open(self._find_file(path.lstrip("/")), "rb") as static_file:
            content = static_file.read()
        content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": content_type})


def static_path(url):
    """Return the path of a permitted static file, or None.

    >>> static_path("http://static.invalid/seutuyp_network/static/src/a.css")
    '/seutuyp_network/static/src/a.css'
    >>> static_path("http://static.invalid/seutuyp_network/static/%2e%2e/a.css")
    >>> static_path("http://example.org/seutuyp_network/static/src/a.css")
    >>> static_path("file:///seutuyp_network/static/src/a.css")
    """
    if not url.startswith(BASE_URL):
        return None
    path = posixpath.normpath(unquote(urlsplit(url).path))
    if not path.endswith(_STATIC_TYPES) or not _STATIC_PATH.fullmatch(path):
        return None
    return path


def join_documents(documents, lang, title):
    """Return one HTML document made of several, each on a page of its own.

    Only the bodies are taken over, so each must carry its own language; head and
    style come from the first.

    :param documents: HTML documents (str), at least one
    :param lang: BCP 47 tag of the whole
    :param title: title of the whole
    """
    if len(documents) == 1:
        return documents[0]
    head = _head(documents[0])
    bodies = "".join(_body(document) for document in documents)
    return (
        f'<!DOCTYPE html><html lang="{escape(lang)}"><head><meta charset="utf-8"/>'
        f"<title>{escape(title)}</title>{head}</head><body>{bodies}</body></html>"
    )


def _head(document):
    """Return the style of ``document``: its link and style elements."""
    head = document[: _BODY.search(document).start()]
    found = re.findall(r"<link\b[^>]*>|<style\b.*?</style>", head, re.DOTALL)
    return "".join(found)


def _body(document):
    start = _BODY.search(document).end()
    return document[start : document.rindex("</body>")]


def render(html, find_file):
    """Return the PDF/UA-1 file of an HTML document.

    Title and language of the file are those of ``<title>`` and ``<html lang>``;
    both are required, as is an ``alt`` on every image.

    :param html: a whole HTML document (str)
    :param find_file: see :class:`FencedFetcher`
    :return: bytes
    :raise ValueError: if title or language is missing
    """
    fetcher = FencedFetcher(find_file)
    document = weasyprint.HTML(
        string=html, base_url=BASE_URL, url_fetcher=fetcher
    ).render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
    if not document.metadata.title or not document.metadata.lang:
        raise ValueError("An accessible document needs a title and a language.")
    content = document.write_pdf(pdf_variant="pdf/ua-1")
    if fetcher.refused:
        _logger.warning("Addresses refused in a document: %s", fetcher.refused[:10])
    return content


def _tag_language_and_scope(build_box_tree):
    """Wrap WeasyPrint's tag builder, which drops two attributes of the HTML.

    A passage in another language than the document needs its language (WCAG 3.1.2),
    a header cell its direction.
    """

    def build(box, *args, **kwargs):
        html_element = getattr(getattr(box, "_box", box), "element", None)
        for tag in build_box_tree(box, *args, **kwargs):
            if html_element is not None:
                _complete_tag(tag, html_element)
            yield tag

    build.seutuyp_wrapped = True
    return build


def _complete_tag(tag, html_element):
    lang = html_element.get("lang")
    if lang and html_element.tag not in ("html", "body"):
        tag["Lang"] = pydyf.String(lang)
    if tag["S"] == "/TH" and "A" in tag:
        is_row = html_element.get("scope") in ("row", "rowgroup")
        tag["A"]["Scope"] = "/Row" if is_row else "/Column"


if not hasattr(weasyprint_tags._build_box_tree, "seutuyp_wrapped"):
    weasyprint_tags._build_box_tree = _tag_language_and_scope(
        weasyprint_tags._build_box_tree
    )
