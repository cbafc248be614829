# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Rules that need no database: canonical text, criteria, names and pictures."""

import base64
import io
import struct
import zlib

from PIL import Image, ImageDraw

from odoo.tests import BaseCase, tagged

from ..tools import canonical, criteria
from ..tools.signature_image import BadSignature, clean_image, clean_text


@tagged("post_install", "-at_install")
class TestCanonical(BaseCase):
    def test_bytes_are_stable(self):
        self.assertEqual(
            canonical.serialise({"b": [1, "ä"], "a": None}),
            '{"a":null,"b":[1,"ä"],"format":1}'.encode(),
        )
        self.assertEqual(
            canonical.digest(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        )

    def test_what_looks_alike_is_alike(self):
        for first, second in (
            ("x\r\ny", "x\ny"),
            ("x\ry", "x\ny"),
            ("  x ", "x"),
            ("A\u030a", "\u00c5"),
            (("a", "b"), ["a", "b"]),
        ):
            with self.subTest(first=first):
                self.assertEqual(
                    canonical.serialise({"v": first}),
                    canonical.serialise({"v": second}),
                )

    def test_what_differs_differs(self):
        values = ["x", "X", "x y", "xy", 1, "1", None, "", False, [], ["x"], {"x": ""}]
        seen = {canonical.digest(canonical.serialise({"v": value})) for value in values}
        self.assertEqual(len(seen), len(values))
        self.assertNotEqual(
            canonical.serialise({"v": ["a", "b"]}),
            canonical.serialise({"v": ["b", "a"]}),
        )

    def test_nothing_is_added_or_lost(self):
        content = {"html": '<p>\u2028 "quote" \\ </p>', "deep": {"list": [{"a": 1.5}]}}
        parsed = canonical.parse(canonical.serialise(content))
        self.assertEqual(parsed, {**content, "format": 1})

    def test_the_format_cannot_be_given_by_the_content(self):
        with self.assertRaises(ValueError):
            canonical.parse(canonical.serialise({"format": 2}))

    def test_unknown_formats(self):
        for data in (b"{}", b'{"format": 99}', b"not json", b"[]"):
            with (
                self.subTest(data=data),
                self.assertRaises((ValueError, AttributeError)),
            ):
                canonical.parse(data)
        with self.assertRaises(TypeError):
            canonical.serialise({"v": b"bytes"})

    def test_a_number_that_is_none_is_refused(self):
        """JSON has no NaN: two programs would read the bytes differently."""
        for value in (float("nan"), float("inf")):
            with self.subTest(value=value), self.assertRaises(ValueError):
                canonical.serialise({"v": value})


@tagged("post_install", "-at_install")
class TestCriteria(BaseCase):
    def _facts(self, **kw):
        group = {
            "name": "Steering",
            "count": 10,
            "chair": "Maija",
            "chair_is_entrepreneur": True,
        }
        values = {
            "parties": [("K", "municipal"), ("T", "employment"), ("E", "state")],
            "sections": {"follow_up": 5, "communication": 5, "processes": 5},
            "annexes": ["plan", "matrix"],
            "coordinating": "K",
            "coordinators": ["Maija"],
            "steering": [group],
            "people": {"K": 1, "T": 1, "E": 2},
            "cost_lines": 1,
        }
        return criteria.Facts(**{**values, **kw})

    def _codes(self, check, **kw):
        status, findings = criteria.CHECKS[check](self._facts(**kw))
        return status, [code for code, _values in findings]

    def test_all_well(self):
        expected = {
            "sides": "met",
            "services": "manual",
            "coordinator": "met",
            "steering_group": "met",
            "people": "met",
            "cost_sharing": "met",
            "follow_up": "manual",
            "communication": "manual",
            "manual": "manual",
        }
        self.assertEqual(
            {check: self._codes(check)[0] for check in criteria.CHECKS}, expected
        )

    def test_nothing_there(self):
        empty = criteria.Facts()
        for check in set(criteria.CHECKS) - {"manual"}:
            with self.subTest(check=check):
                self.assertEqual(criteria.CHECKS[check](empty)[0], "not_met")

    def test_each_side_is_needed(self):
        parties = [("K", "municipal"), ("T", "employment"), ("E", "state")]
        for name, side in parties:
            rest = [item for item in parties if item[0] != name]
            with self.subTest(side=side):
                status, codes = self._codes("sides", parties=[*rest, ("X", "other")])
                self.assertEqual(status, "not_met")
                self.assertIn(f"no_side_{side}", codes)
        self.assertEqual(self._codes("sides", parties=[("X", None)])[0], "not_met")

    def test_steering_group(self):
        for change, status, code in (
            ({}, "met", "steering_ok"),
            ({"count": 11}, "not_met", "steering_too_many"),
            ({"chair": None}, "not_met", "steering_no_chair"),
            (
                {"chair_is_entrepreneur": False},
                "not_met",
                "steering_chair_not_entrepreneur",
            ),
        ):
            group = {
                "name": "S",
                "count": 10,
                "chair": "Maija",
                "chair_is_entrepreneur": True,
                **change,
            }
            with self.subTest(change=change):
                found, codes = self._codes("steering_group", steering=[group])
                self.assertEqual(found, status)
                self.assertIn(code, codes)
        self.assertEqual(
            self._codes("steering_group", regions_without_steering=["B"])[0], "not_met"
        )

    def test_people_of_every_party(self):
        status, findings = criteria.people(self._facts(people={"K": 3, "T": 0}))
        self.assertEqual(status, "not_met")
        self.assertIn(("people_missing", {"parties": "T, E"}), findings)

    def test_the_rest(self):
        self.assertEqual(
            self._codes("cost_sharing", percentages_ok=False)[0], "not_met"
        )
        self.assertEqual(
            self._codes("coordinator", regions_without_coordinator=["B"])[0], "not_met"
        )
        self.assertEqual(
            self._codes("services", annexes=[]), ("manual", ["services_in_text"])
        )
        self.assertEqual(self._codes("services", annexes=[], sections={})[0], "not_met")


def png(width, height, rows=b""):
    """Return a PNG of that size whose pixels are ``rows``, however few."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def drawn(kind="PNG", size=(300, 100), mode="RGBA"):
    image = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else "white")
    ImageDraw.Draw(image).line([(10, 80), (80, 20), (200, 60)], "black", 4)
    data = io.BytesIO()
    image.save(data, kind)
    return data.getvalue()


@tagged("post_install", "-at_install")
class TestSignatureImage(BaseCase):
    def _code(self, function, value):
        with self.assertRaises(BadSignature) as caught:
            function(value)
        return caught.exception.code

    def _image_code(self, raw):
        return self._code(clean_image, base64.b64encode(raw).decode())

    # --------------------------------------------------------------------- names
    def test_good_names(self):
        for given, clean in (
            ("Maija Esimerkki", "Maija Esimerkki"),
            ("  Maija \t\n Esimerkki\u00a0", "Maija Esimerkki"),
            ("A\u030asa O\u2019Brien-Virtanen, TkT", "Åsa O’Brien-Virtanen, TkT"),
            ("Ольга 李雷", "Ольга 李雷"),
            ("Ma\x00i\u200bja\u202e", "Maija"),
            ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
            ("M" * 120, "M" * 120),
            ("Bobby'); DROP TABLE", "Bobby'); DROP TABLE"),
        ):
            with self.subTest(given=given):
                self.assertEqual(clean_text(given), clean)

    def test_bad_names(self):
        for given, code in (
            ("", "empty"),
            ("   ", "empty"),
            ("\u200b\u200b", "empty"),
            ("123 ...", "empty"),
            (None, "empty"),
            (12, "empty"),
            (["x"], "empty"),
            ("x" * 121, "too_long"),
            ("x" * 10**6, "too_long"),
            ("<script>alert(1)</script>", "markup"),
            ("a > b", "markup"),
            ("<\x00script", "markup"),
        ):
            with self.subTest(given=str(given)[:20]):
                self.assertEqual(self._code(clean_text, given), code)

    # ------------------------------------------------------------------ pictures
    def test_good_pictures(self):
        for kind, mode in (("PNG", "RGBA"), ("PNG", "RGB"), ("JPEG", "RGB")):
            raw = drawn(kind, mode=mode)
            for data in (
                base64.b64encode(raw),
                base64.b64encode(raw).decode(),
                f"data:image/png;base64,{base64.b64encode(raw).decode()}",
            ):
                with self.subTest(kind=kind, mode=mode):
                    image = Image.open(io.BytesIO(clean_image(data)))
                    self.assertEqual((image.format, image.size), ("PNG", (300, 100)))

    def test_big_pictures_become_small(self):
        image = Image.open(
            io.BytesIO(clean_image(base64.b64encode(drawn(size=(3000, 1500)))))
        )
        self.assertLessEqual(image.width, 1200)
        self.assertLessEqual(image.height, 400)

    def test_only_pixels_are_kept(self):
        raw = drawn() + b"<?php system($_GET['x']); ?>"
        self.assertNotIn(b"php", clean_image(base64.b64encode(raw)))

    def test_bad_pictures(self):
        for raw, code in (
            (b"x", "not_image"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_image"),
            (b"<?xml version='1.0'?><svg/>", "not_image"),
            (b"%PDF-1.7", "not_image"),
            (b"GIF89a" + b"\0" * 50, "not_image"),
            (drawn("GIF", mode="RGB"), "not_image"),
            (drawn("BMP", mode="RGB"), "not_image"),
            (b"\x89PNG\r\n\x1a\n", "not_image"),
            (png(60000, 60000), "too_big"),
            (png(2**31 - 1, 2**31 - 1), "too_big"),
            (drawn() + b"x" * 2**21, "too_big"),
        ):
            with self.subTest(raw=raw[:20], size=len(raw)):
                self.assertEqual(self._image_code(raw), code)

    def test_pictures_that_stop_in_the_middle(self):
        for raw in (drawn()[:60], png(300, 100)):
            self.assertIn(self._image_code(raw), ("not_image", "blank"))

    def test_a_decompression_bomb_stays_packed(self):
        """A few kilobytes that would unfold to gigabytes are refused by their size."""
        bomb = png(30000, 30000, b"\0" * 10**7)
        self.assertLess(len(bomb), 20000)
        self.assertEqual(self._image_code(bomb), "too_big")

    def test_empty_pictures(self):
        for colour in ("white", "black", (0, 0, 0, 0)):
            image = Image.new("RGBA", (300, 100), colour)
            data = io.BytesIO()
            image.save(data, "PNG")
            with self.subTest(colour=colour):
                self.assertEqual(self._image_code(data.getvalue()), "blank")
        for data in (None, "", "  ", b"", 5, [], "data:image/png;base64,"):
            with self.subTest(data=data):
                self.assertEqual(self._code(clean_image, data), "empty")

    def test_what_is_not_base64(self):
        for data in ("ä", "%%%", "abc", "data:image/png;base64", "data:text/html,<b>"):
            with self.subTest(data=data):
                self.assertIn(self._code(clean_image, data), ("not_image", "empty"))
