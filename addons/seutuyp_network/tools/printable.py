# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""HTML that people wrote, fitted into a document of ours. No ORM here."""

import lxml.html

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {"p", "div", "ul", "ol", "table", "blockquote", "section", *_HEADINGS}


def fit(html, level, picture=""):
    """Return ``html`` with its headings put under a heading of ``level``.

    The writer of a section cannot know where it will stand. The uppermost heading
    becomes the one below ``level``, and none is skipped on the way down, so that a
    screen reader's outline is whole. Pictures without a description get ``picture``.

    :param str html: a sanitised fragment
    :param int level: level of the heading above it
    :param str picture: a word for pictures that have no ``alt``

    >>> fit("<h1>a</h1><p>b</p><h4>c</h4>", 2)
    '<h3>a</h3><p>b</p><h4>c</h4>'
    >>> fit("plain <b>text</b>", 2)
    '<p>plain <b>text</b></p>'
    >>> fit("plain<ul><li>a</li></ul>", 2)
    '<p>plain</p><ul><li>a</li></ul>'
    >>> fit("", 2)
    ''
    """
    if not (html or "").strip():
        return ""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    _wrap_bare_text(root)
    _demote(root, level)
    for image in root.iter("img"):
        if not image.get("alt"):
            image.set("alt", picture)
    parts = [lxml.html.tostring(child, encoding="unicode") for child in root]
    return "".join(parts)


def _wrap_bare_text(root):
    """Put text that stands before the first block into a paragraph."""
    if not (root.text or "").strip():
        return
    paragraph = lxml.html.Element("p")
    paragraph.text, root.text = root.text, None
    for child in list(root):
        if child.tag in _BLOCKS:
            break
        paragraph.append(child)
    root.insert(0, paragraph)


def _demote(root, level):
    above = []  # original levels of the headings that the current one stands under
    for heading in root.iter(*_HEADINGS):
        original = int(heading.tag[1])
        while above and above[-1] >= original:
            above.pop()
        above.append(original)
        heading.tag = f"h{min(level + len(above), 6)}"
