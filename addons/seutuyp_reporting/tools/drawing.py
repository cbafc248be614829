# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Parts of a picture as SVG; what people wrote is only ever text. No ORM here."""

from lxml import etree

SPACE = "http://www.w3.org/2000/svg"
FONT = "Lato, 'Noto Sans', Arial, Helvetica, sans-serif"


def picture(width, height, title, description="", **attributes):
    """Return an empty picture with its text alternative.

    >>> "&lt;b&gt;" in etree.tostring(picture(10, 5, "<b>"), encoding="unicode")
    True
    """
    root = etree.Element(f"{{{SPACE}}}svg", nsmap={None: SPACE})
    root.set("viewBox", f"0 0 {short(width)} {short(height)}")
    root.set("role", "img")
    root.set("font-family", FONT)
    root.set("aria-label", printable(f"{title}. {description}".strip(". ")))
    for name, value in attributes.items():
        root.set(name, str(value))
    element(root, "title").text = printable(title)
    if description:
        element(root, "desc").text = printable(description)
    return root


def element(parent, name, **attributes):
    """Add a shape; ``stroke_width`` stands for ``stroke-width``, None is left out."""
    values = {
        key.rstrip("_").replace("_", "-"): (
            value if isinstance(value, str) else short(value)
        )
        for key, value in attributes.items()
        if value is not None
    }
    return etree.SubElement(parent, f"{{{SPACE}}}{name}", values)


def write(parent, words, x, y, **attributes):
    """Add a line of text; ``y`` is its base."""
    element(parent, "text", x=x, y=y, **attributes).text = printable(words)


def level(parent, left, right, y, **attributes):
    """Add a level line."""
    return element(parent, "line", x1=left, x2=right, y1=y, y2=y, **attributes)


def upright(parent, x, top, bottom, **attributes):
    """Add an upright line."""
    return element(parent, "line", x1=x, x2=x, y1=top, y2=bottom, **attributes)


def short(number):
    """Return a number as short as a picture needs it.

    >>> short(3.04), short(2)
    ('3', '2')
    """
    return f"{number:.1f}".rstrip("0").rstrip(".")


def printable(text):
    """Return a text without what no document can hold.

    >>> printable("a\\x0bb")
    'a b'
    """
    return "".join(sign if sign.isprintable() else " " for sign in text or "")


def text_of(root):
    """Return the picture as text."""
    return etree.tostring(root, encoding="unicode")
