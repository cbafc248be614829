# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from tempfile import TemporaryDirectory
from unittest.mock import MagicMock, patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import config

from .common_system import HOUR, SystemCommon
from .counting import queries


@tagged("post_install", "-at_install")
class TestSystemChecks(SystemCommon):
    """How things stand, and whether it costs the same however much there is."""

    def test_in_order(self):
        for code in ("mails", "jobs", "queues", "backup", "addons", "address"):
            self.assertLight(code, "green")
        self.assertLight("replica", "grey")

    def test_mail(self):
        wrong = self._create_mail(state="exception", failure_type="mail_email_invalid")
        self.assertLight("mails", "amber", "Not delivered: 1.")
        wrong.failure_type = "mail_smtp"
        self.assertLight("mails", "red")
        wrong.unlink()
        late = self._create_mail(2 * HOUR)
        self.assertLight("mails", "amber", "Waiting to be sent: 1.")
        late.scheduled_date = fields.Datetime.now() + HOUR
        self.assertLight("mails", "green", "Waiting to be sent: 0.")
        late.scheduled_date = False
        late.state = "sent"
        self.assertLight("mails", "green")

    def test_jobs(self):
        self.job.nextcall = fields.Datetime.now() - 2 * HOUR
        self.assertLight("jobs", "amber", self.job.name)
        self.job.nextcall = fields.Datetime.now() - 4 * HOUR
        self.assertLight("jobs", "red", "Overdue: 1.")
        self.job.nextcall = fields.Datetime.now() + HOUR
        self.job.failure_count = 1
        self.assertLight("jobs", "amber", "Failing: 1.")
        self.job.failure_count = 3
        self.assertLight("jobs", "red")
        self.job.failure_count = 0
        self.job.active = False
        self.assertLight("jobs", "red", "Switched off: 1.")

    def test_documents(self):
        agreement = self._create_agreement()
        agreement.action_send()
        self._sign(agreement.party_ids[0])
        queue = self.system._queues()["documents"]
        self.assertEqual(queue.length, 1)
        self.assertLight("queues", "green", ": 1")
        signature = self.env["seutuyp.signature"].sudo().search([], limit=1)
        signature._guarded().signed_on = fields.Datetime.now() - 4 * HOUR
        self.assertLight("queues", "amber")

    def test_backup(self):
        self._set_backup(30 * HOUR)
        self.assertLight("backup", "amber")
        self._set_backup(51 * HOUR)
        self.assertLight("backup", "red")
        for text in ("", "yesterday"):
            self.params.set_param("seutuyp.last_backup", text)
            self.params.set_param("database.create_date", fields.Datetime.now())
            self.assertLight("backup", "amber", "never")
            self.params.set_param("database.create_date", "2026-01-01 00:00:00")
            self.assertLight("backup", "red", "never")

    def test_versions(self):
        module = self.env.ref("base.module_seutuyp_network")
        module.latest_version = "19.0.0.0.1"
        self.assertLight("addons", "red", "seutuyp_network 19.0.0.0.1 → 19.0")
        self.assertFalse(self.system._readiness()["addons"])

    def test_space(self):
        usage = type("Usage", (), {"free": 1, "total": 100})
        with patch("shutil.disk_usage", return_value=usage):
            self.assertLight("space", "red")

    def test_address(self):
        self.params.set_param("seutuyp_network.public_url", "http://localhost:8069")
        self.assertLight("address", "amber")

    def test_replica_that_is_not_one(self):
        with patch.dict(config.options, {"db_replica_host": "there"}):
            self.assertLight("replica", "amber", "not reached")

    def _assert_quiet_replica(self, place, light):
        """It took over its last change two hours ago, and is at ``place``."""
        replica = MagicMock()
        told = replica.__enter__.return_value
        told.fetchone.return_value = (True, place, 7200)
        primary = self.registry.cursor

        def cursor(readonly=False):
            return replica if readonly else primary()

        with (
            patch.dict(config.options, {"db_replica_host": "there"}),
            patch.object(self.registry, "cursor", cursor),
        ):
            self.assertLight("replica", light, "7200")

    def test_replica_lags_only_if_something_was_written(self):
        self._assert_quiet_replica("0/1", "amber")
        self._assert_quiet_replica("FFFFFFF0/0", "green")

    def test_disc_of_files_that_servers_share(self):
        with TemporaryDirectory() as folder:
            shared = patch.object(
                type(self.system), "_shared_folder", lambda system: folder
            )
            with shared:
                self.assertEqual(self.system._files_folder(), folder)
                self.assertTrue(self.system._readiness()["files"])
            with shared, patch("os.access", lambda path, mode: path != folder):
                self.assertFalse(self.system._readiness()["files"])

    def _fill(self, count):
        """Let mails, jobs and documents wait, ``count`` of each kind."""
        for _number in range(count):
            self._create_mail(state="exception")
            self._create_mail(state="outgoing")
            agreement = self._create_agreement()
            agreement.action_send()
            for party in agreement.party_ids:
                self._sign(party)
        self.jobs[:count].write({"failure_count": 2})

    def _cost(self):
        return queries(
            self.env, lambda: (self.system._checks(), self.system._metrics())
        )

    def test_cost(self):
        """One record or many: the same queries, and not many of them."""
        self._fill(1)
        few = self._cost()
        self._fill(4)
        self.assertLessEqual(self._cost(), few)
        self.assertLess(few, 60)
