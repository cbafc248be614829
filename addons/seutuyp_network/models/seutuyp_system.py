# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import os
import shutil
from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.modules import Manifest
from odoo.tools import SQL, config

from ..tools import soundness

DAY = timedelta(days=1)
# Why a mail failed, where it is the receiver's address that is wrong.
ADDRESS_FAILURES = (
    "mail_email_invalid",
    "mail_email_missing",
    "mail_bl",
    "mail_optout",
)


class Queue(NamedTuple):
    """What waits for a job: how much, since when, and what it is called."""

    label: str
    length: int
    oldest: object = None


class SeutuypSystem(models.AbstractModel):
    """What the system measures of itself: numbers and moments, nobody's data.

    Every method costs the same however much there is. What is made of the numbers
    stands beside: the page, the metrics, the answer to a load balancer.
    """

    _name = "seutuyp.system"
    _description = "State of the system"

    # ---------------------------------------------------------------------- mail
    @api.model
    def _mail_numbers(self):
        """Return dict(waiting, oldest, failed, own_failures) of outgoing mail."""
        now = fields.Datetime.now()
        due = Domain("scheduled_date", "=", False) | Domain("scheduled_date", "<=", now)
        rows = (
            self.env["mail.mail"]
            .sudo()
            ._read_group(
                Domain("state", "=", "exception")
                | (Domain("state", "=", "outgoing") & due),
                ["state", "failure_type"],
                ["__count", "create_date:min"],
            )
        )
        waiting = [row for row in rows if row[0] == "outgoing"]
        failed = [row for row in rows if row[0] == "exception"]
        return {
            "waiting": sum(row[2] for row in waiting),
            "oldest": min((row[3] for row in waiting), default=None),
            "failed": sum(row[2] for row in failed),
            "own_failures": sum(
                row[2] for row in failed if row[1] not in ADDRESS_FAILURES
            ),
        }

    @api.model
    def _failed_mails(self):
        return self.env["mail.mail"].sudo().search([("state", "=", "exception")])

    # ---------------------------------------------------------------------- jobs
    @api.model
    def _own_job_ids(self):
        """Return the ids of the scheduled jobs that our addons brought."""
        data = self.env["ir.model.data"].sudo()
        domain = [("model", "=", "ir.cron"), ("module", "=like", "seutuyp\\_%")]
        return set(data.search_fetch(domain, ["res_id"]).mapped("res_id"))

    @api.model
    def _jobs(self):
        """Return dict(overdue, failing, off) of jobs, the worst first in each.

        ``off`` are those of ours that do not run: somebody has switched them off, or
        Odoo has, after a week of failures.
        """
        jobs = self.env["ir.cron"].sudo().with_context(active_test=False)
        jobs = jobs.search_fetch([], ["active", "nextcall", "failure_count"])
        own = self._own_job_ids()
        limit = fields.Datetime.now() - soundness.LIMITS["job"][0]
        running = jobs.filtered("active")
        return {
            "overdue": running.filtered(lambda job: job.nextcall < limit).sorted(
                "nextcall"
            ),
            "failing": running.filtered("failure_count").sorted(
                "failure_count", reverse=True
            ),
            "off": (jobs - running).filtered(lambda job: job.id in own),
        }

    # -------------------------------------------------------------------- queues
    @api.model
    def _queues(self):
        """Return {code: :class:`Queue`}; other addons add theirs."""
        return {"documents": self._document_queue()}

    @api.model
    def _document_queue(self):
        signatures, agreements, licences = (
            self.env["seutuyp.agreement"].sudo()._without_documents()
        )
        since = [
            *signatures.mapped("signed_on"),
            *agreements.mapped("write_date"),
            *licences.mapped("create_date"),
        ]
        return Queue(
            self.env._("Signed copies and certificates to make"),
            len(since),
            min(since, default=None),
        )

    # ------------------------------------------------------------ people, links
    @api.model
    def _activity_numbers(self):
        """Return (users, sessions) that did something within a day: numbers only."""
        domain = [("last_activity", ">", fields.Datetime.now() - DAY)]
        devices = self.env["res.device.log"].sudo()
        ((users, sessions),) = devices._read_group(
            domain, [], ["user_id:count_distinct", "session_identifier:count_distinct"]
        )
        return users, sessions

    @api.model
    def _expired_links(self):
        """Return how many personal links have run out without having been revoked."""
        return (
            self.env["seutuyp.token"]
            .sudo()
            .search_count(
                [
                    ("revoked_on", "=", False),
                    ("expires_on", "<", fields.Datetime.now()),
                ]
            )
        )

    @api.model
    def _state_counts(self, model, name):
        """Return {state: how many} of all records of a model, zeros included."""
        found = dict(self.env[model].sudo()._read_group([], [name], ["__count"]))
        return {
            key: found.get(key, 0)
            for key in self.env[model]._fields[name].get_values(self.env)
        }

    # -------------------------------------------------------------- what it rests on
    @api.model
    def _last_backup(self):
        """Return the moment of the last backup that was reported, or None.

        Whatever makes backups sets the system parameter ``seutuyp.last_backup`` to
        the time when the copy was complete, as ISO 8601. It may do so in SQL: this
        looks past what the server has in memory.
        """
        self.env["ir.config_parameter"].flush_model(["key", "value"])
        rows = self.env.execute_query(
            SQL(
                "SELECT value FROM ir_config_parameter WHERE key = %s",
                "seutuyp.last_backup",
            )
        )
        return soundness.moment(rows[0][0]) if rows else None

    @api.model
    def _born_on(self):
        """Return when this database was made."""
        params = self.env["ir.config_parameter"].sudo()
        made = params.get_param("database.create_date")
        return fields.Datetime.to_datetime(made) or fields.Datetime.now()

    @api.model
    def _sizes(self):
        """Return dict(database, files, free, total), bytes.

        Files that several records share are counted once, as they are kept.
        """
        self.env["ir.attachment"].flush_model(["store_fname", "file_size"])
        ((database, files),) = self.env.execute_query(
            SQL(
                """
                SELECT pg_database_size(current_database()), COALESCE(SUM(size), 0)
                  FROM (SELECT MAX(file_size) AS size
                          FROM ir_attachment
                         WHERE store_fname IS NOT NULL
                         GROUP BY store_fname) kept
                """
            )
        )
        disc = shutil.disk_usage(self._files_folder())
        return {
            "database": database,
            "files": int(files),
            "free": disc.free,
            "total": disc.total,
        }

    @api.model
    def _files_folder(self):
        """Return the folder of the database's files; the one above until it exists."""
        folder = self._shared_folder() or config.filestore(self.env.cr.dbname)
        while not os.path.exists(folder):
            folder = os.path.dirname(folder)
        return folder

    @api.model
    def _shared_folder(self):
        """Return the folder where several servers keep their files, "" without one.

        It is the default storage of OCA's ``fs_attachment``, if that is a folder;
        what the server itself has then holds none.
        """
        if "fs.storage" not in self.env:
            return ""
        storages = self.env["fs.storage"].sudo().search([("protocol", "=", "file")])
        default = storages.filtered("use_as_default_for_attachments")[:1]
        return default.get_directory_path() or ""

    @api.model
    def _addons(self):
        """Return [(name, version in the database, version of the code, state)]."""
        domain = [
            ("name", "=like", "seutuyp\\_%"),
            ("state", "not in", ("uninstalled", "uninstallable")),
        ]
        modules = (
            self.env["ir.module.module"]
            .sudo()
            .search_fetch(domain, ["name", "latest_version", "state"], order="name")
        )
        return [
            (
                module.name,
                module.latest_version,
                _code_version(module.name),
                module.state,
            )
            for module in modules
        ]

    @api.model
    def _pending_addons(self):
        """Return the names of our addons whose code and database differ."""
        return [
            name
            for name, installed, code, state in self._addons()
            if installed != code or state != "installed"
        ]

    @api.model
    def _readiness(self):
        """Return {check: whether it holds} for a load balancer: two queries.

        One more asks for the folder that several machines share.

        The database must take changes: a copy that only reads cannot serve.
        """
        ((read_only,),) = self.env.execute_query(SQL("SELECT pg_is_in_recovery()"))
        return {
            "database": not read_only,
            "registry": self.env.registry.ready,
            "addons": not self._pending_addons(),
            "files": os.access(self._files_folder(), os.W_OK | os.X_OK),
        }


def _code_version(name):
    manifest = Manifest.for_addon(name, display_warning=False)
    return manifest and manifest["version"]
