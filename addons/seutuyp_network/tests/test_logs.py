# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import json
import logging
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ..logs import set_up

SECRET = "0qT3kXv1m9_Zr7-aBcDeFgHiJkLmNoPqRsTuVwXyZ12"


@tagged("post_install", "-at_install")
class TestLogs(HttpCase):
    """The log tells what happened and opens nobody's link."""

    def test_log_holds_no_token(self):
        written = io.StringIO()
        handler = logging.StreamHandler(written)
        set_up([handler], as_json=True)
        set_up([handler], as_json=True)  # a second time changes nothing
        self.assertEqual(len(handler.filters), 1)
        logger = logging.getLogger("werkzeug")
        level = logger.level
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        try:
            for path in (
                f"/seutuyp/licence/{SECRET}",
                f"/sv/seutuyp/licence/{SECRET}",
                f"/my/agreements/1?party=1&token={SECRET}",
            ):
                self.url_open(path)
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
        lines = [json.loads(line) for line in written.getvalue().splitlines()]
        paths = [line["path"] for line in lines]
        self.assertIn("/seutuyp/licence/***", paths)
        self.assertIn("/my/agreements/1?party=1&token=***", paths)
        self.assertNotIn(SECRET, written.getvalue())
        self.assertEqual(lines[0]["status"], 404)

    def test_traceback_in_the_log(self):
        written = io.StringIO()
        handler = logging.StreamHandler(written)
        set_up([handler], as_json=True)
        logger = logging.getLogger("seutuyp.test")
        logger.propagate = False
        logger.addHandler(handler)
        self.addCleanup(logger.removeHandler, handler)
        try:
            raise ValueError(f"Not found: https://x.example/seutuyp/update/{SECRET}")
        except ValueError:
            logger.exception("Broken: %s", f"/seutuyp/update/{SECRET}")
        # A mistake in a line breaks no request.
        mistake = ("%s %s", "too few")
        with patch.object(logging, "raiseExceptions", False):
            logger.error(*mistake)
        line = json.loads(written.getvalue().splitlines()[0])
        self.assertEqual(line["message"], "Broken: /seutuyp/update/***")
        self.assertIn("https://x.example/seutuyp/update/***", line["exception"])
        self.assertEqual(line["level"], "ERROR")
