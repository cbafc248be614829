# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import os
from unittest.mock import patch

from prometheus_client.parser import text_string_to_metric_families

from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common_system import HOUR, SystemCommon

TOKEN = "a-token-for-tests-only"


@tagged("post_install", "-at_install")
class TestWatching(HttpCase, SystemCommon):
    """What programs ask: without a user, without a cookie, without secrets."""

    def _get_metrics(self, token=TOKEN, **headers):
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self.url_open("/seutuyp/metrics", headers=headers)

    def test_health(self):
        for query in ("", "?db_server_status=1"):
            answer = self.url_open(f"/web/health{query}")
            self.assertEqual(answer.json()["status"], "pass")

    def test_ready(self):
        self.authenticate(None, None)
        answer = self.url_open("/seutuyp/ready")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(
            answer.json(),
            {
                "status": "ready",
                "checks": {
                    "database": True,
                    "registry": True,
                    "addons": True,
                    "files": True,
                },
            },
        )
        self.assertNotIn("Set-Cookie", answer.headers)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_not_ready(self):
        self.env.ref("base.module_seutuyp_network").state = "to upgrade"
        self.env.flush_all()
        answer = self.url_open("/seutuyp/ready")
        self.assertEqual(answer.status_code, 503)
        self.assertEqual(answer.json()["status"], "not ready")
        self.assertFalse(answer.json()["checks"]["addons"])

    def test_not_ready_without_files(self):
        with patch("os.access", return_value=False):
            answer = self.url_open("/seutuyp/ready")
        self.assertEqual(answer.status_code, 503)
        self.assertFalse(answer.json()["checks"]["files"])

    def test_ready_is_cheap(self):
        self.system._readiness()
        self.env.invalidate_all()
        with self.assertQueryCount(2):
            self.system._readiness()

    def test_metrics_without_a_token_set_are_not_there(self):
        with patch.dict(os.environ):
            os.environ.pop("SEUTUYP_METRICS_TOKEN", None)
            os.environ.pop("SEUTUYP_METRICS_TOKEN_FILE", None)
            for token in (None, "", TOKEN):
                self.assertEqual(self._get_metrics(token).status_code, 404)
            os.environ["SEUTUYP_METRICS_TOKEN_FILE"] = "/does/not/exist"
            with mute_logger("odoo.addons.seutuyp_network.controllers.watching"):
                self.assertEqual(self._get_metrics("").status_code, 404)

    def test_metrics_need_the_token(self):
        with patch.dict(os.environ, SEUTUYP_METRICS_TOKEN=TOKEN):
            for token in (None, "", "wrong", f"{TOKEN}x", "ä"):
                given = token and token.encode().decode("latin-1")
                answer = self._get_metrics(given)
                self.assertEqual(answer.status_code, 401, token)
                self.assertFalse(answer.text)
                self.assertEqual(answer.headers["WWW-Authenticate"], "Bearer")
            self.assertEqual(self._get_metrics().status_code, 200)

    def test_metrics(self):
        self._create_mail(3 * HOUR)
        self._create_mail(state="exception", failure_type="mail_smtp")
        self.job.failure_count = 2
        self._create_agreement()
        self.env.flush_all()
        with patch.dict(os.environ, SEUTUYP_METRICS_TOKEN=TOKEN):
            answer = self._get_metrics()
        self.assertIn("text/plain", answer.headers["Content-Type"])
        self.assertNotIn("Set-Cookie", answer.headers)
        found = {
            " ".join([sample.name, *sample.labels.values()]): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }
        self.assertEqual(found["seutuyp_mails_waiting"], 1)
        self.assertAlmostEqual(found["seutuyp_mail_oldest_seconds"], 10800, delta=60)
        self.assertEqual(found["seutuyp_mails_failed server"], 1)
        self.assertEqual(found["seutuyp_jobs_failing"], 1)
        self.assertEqual(found["seutuyp_job_failures"], 2)
        self.assertEqual(found["seutuyp_queue_length documents"], 0)
        self.assertGreaterEqual(found["seutuyp_agreements preparing"], 1)
        self.assertGreater(found["seutuyp_database_bytes"], 1_000_000)
        self.assertIn("seutuyp_last_backup_timestamp_seconds", found)
        for name in ("Coordinator", "example.com", "Region A", "Organisation A"):
            self.assertNotIn(name, answer.text)

    def test_page_over_rpc(self):
        for login, allowed in (("manager", True), ("coordinator", False)):
            user = getattr(self, login)
            user.password = "a-password-for-tests"
            self.env.flush_all()
            self.authenticate(user.login, "a-password-for-tests")
            call = {
                "model": "seutuyp.system.check",
                "method": "action_check",
                "args": [],
                "kwargs": {},
            }
            path = "/web/dataset/call_kw"
            if allowed:
                action = self.make_jsonrpc_request(path, call)
                self.assertEqual(action["res_model"], "seutuyp.system.check")
            else:
                with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
                    self.make_jsonrpc_request(path, call)
