# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from odoo.tools.pdf import PdfReader


@dataclass
class Tag:
    """One element of a PDF's structure tree."""

    kind: str
    lang: str = ""
    alt: str = ""
    scope: str = ""


class TaggedPdf:
    """What a screen reader finds in a PDF: title, language, structure."""

    def __init__(self, content):
        self.reader = PdfReader(io.BytesIO(content))
        self.root = self.reader.trailer["/Root"]
        self.metadata = self.root["/Metadata"].get_data().decode()
        self.page_count = len(self.reader.pages)
        self.tags = list(self._walk(self.root["/StructTreeRoot"]["/K"]))

    @property
    def title(self):
        return self.reader.metadata.title

    @property
    def lang(self):
        return str(self.root["/Lang"])

    @cached_property
    def text(self):
        pages = (page.extract_text() for page in self.reader.pages)
        return " ".join(" ".join(pages).split())

    def all_of(self, kind):
        return [tag for tag in self.tags if tag.kind == kind]

    def headings(self):
        """Return the levels of the headings in reading order."""
        return [int(tag.kind[1]) for tag in self.tags if tag.kind[1:].isdigit()]

    def _walk(self, node):
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                yield from self._walk(kid)
        elif isinstance(node, dict) and "/S" in node:
            yield Tag(
                kind=node["/S"].lstrip("/"),
                lang=str(node.get("/Lang", "")),
                alt=str(node.get("/Alt", "")),
                scope=str(node.get("/A", {}).get("/Scope", "")).lstrip("/"),
            )
            yield from self._walk(node["/K"])

    def assert_accessible(self, case):
        """Check what PDF/UA-1 asks and a reader can verify."""
        case.assertTrue(self.title)
        case.assertTrue(self.lang)
        case.assertTrue(self.root["/MarkInfo"]["/Marked"])
        case.assertTrue(self.root["/ViewerPreferences"]["/DisplayDocTitle"])
        case.assertIn("pdfuaid", self.metadata)
        levels = self.headings()
        case.assertEqual(levels[:1], [1], "A document starts with its heading")
        for above, level in pairwise(levels):
            case.assertLessEqual(level - above, 1, "No heading level is skipped")
        case.assertFalse([tag for tag in self.all_of("Figure") if not tag.alt])
        case.assertFalse([tag for tag in self.all_of("TH") if not tag.scope])
