# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timezone

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily

from odoo import api, fields, models, release


class Readings:
    """Numbers that have been read already, as Prometheus' library collects them."""

    def __init__(self, families):
        self.families = families

    def collect(self):
        return iter(self.families)


class SeutuypSystem(models.AbstractModel):
    """The numbers as metrics for Prometheus; ``docs/watching.md`` says what of them."""

    _inherit = "seutuyp.system"

    @api.model
    def _metrics_registry(self):
        """Return the metrics of this moment as a registry of Prometheus' library."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(Readings(self._metrics()))
        return registry

    @api.model
    def _metrics(self):
        """Return the families of metrics; other addons add theirs."""
        return [
            *self._mail_metrics(),
            *self._job_metrics(),
            *self._queue_metrics(),
            *self._use_metrics(),
            *self._network_metrics(),
            *self._ground_metrics(),
        ]

    @api.model
    def _gauge(self, name, text, value, label=None):
        """Return one family.

        :param str name: without the prefix
        :param str text: what it measures, in English: it is for programs
        :param value: a number; {value of the label: number} with a label
        """
        family = GaugeMetricFamily(
            f"seutuyp_{name}", text, labels=[label] if label else []
        )
        for key, number in (value if label else {None: value}).items():
            family.add_metric([key] if label else [], number)
        return family

    @api.model
    def _age(self, moment):
        """Return the seconds since ``moment``, 0 if there is none."""
        if not moment:
            return 0
        return max(0, (fields.Datetime.now() - moment).total_seconds())

    @api.model
    def _mail_metrics(self):
        mails = self._mail_numbers()
        return [
            self._gauge("mails_waiting", "Mails to be sent.", mails["waiting"]),
            self._gauge(
                "mail_oldest_seconds",
                "For how long the oldest mail has waited.",
                self._age(mails["oldest"]),
            ),
            self._gauge(
                "mails_failed",
                "Mails not sent, by whose fault it is.",
                {
                    "address": mails["failed"] - mails["own_failures"],
                    "server": mails["own_failures"],
                },
                "cause",
            ),
        ]

    @api.model
    def _job_metrics(self):
        jobs = self._jobs()
        return [
            self._gauge(
                "jobs_overdue",
                "Scheduled jobs that should have begun over an hour ago.",
                len(jobs["overdue"]),
            ),
            self._gauge(
                "job_overdue_seconds",
                "For how long the latest scheduled job is overdue.",
                self._age(jobs["overdue"][:1].nextcall),
            ),
            self._gauge(
                "jobs_failing",
                "Scheduled jobs whose last run failed.",
                len(jobs["failing"]),
            ),
            self._gauge(
                "job_failures",
                "How often the worst scheduled job has failed in a row.",
                jobs["failing"][:1].failure_count,
            ),
            self._gauge(
                "jobs_off", "Scheduled jobs of ours switched off.", len(jobs["off"])
            ),
        ]

    @api.model
    def _queue_metrics(self):
        queues = self._queues()
        return [
            self._gauge(
                "queue_length",
                "What waits for a job, by queue.",
                {code: queue.length for code, queue in queues.items()},
                "queue",
            ),
            self._gauge(
                "queue_oldest_seconds",
                "For how long the first in a queue has waited.",
                {code: self._age(queue.oldest) for code, queue in queues.items()},
                "queue",
            ),
        ]

    @api.model
    def _use_metrics(self):
        users, sessions = self._activity_numbers()
        return [
            self._gauge("users_active", "Users who did something in 24 hours.", users),
            self._gauge("sessions_active", "Sessions used in 24 hours.", sessions),
            self._gauge(
                "links_expired",
                "Personal links that have run out.",
                self._expired_links(),
            ),
        ]

    @api.model
    def _network_metrics(self):
        counts = [
            ("agreements", "Agreements, by state.", "seutuyp.agreement", "state"),
            (
                "agreements_signing",
                "Agreements, by how far signing is.",
                "seutuyp.agreement",
                "signing_state",
            ),
            (
                "agreements_review",
                "Agreements, by how far the review is.",
                "seutuyp.agreement",
                "review_state",
            ),
            ("licences", "Licences, by state.", "seutuyp.licence", "state"),
        ]
        return [
            self._gauge(name, text, self._state_counts(model, field), "state")
            for name, text, model, field in counts
        ]

    @api.model
    def _ground_metrics(self):
        sizes = self._sizes()
        families = [
            self._gauge("database_bytes", "Size of the database.", sizes["database"]),
            self._gauge("files_bytes", "Size of the kept files.", sizes["files"]),
            self._gauge("disc_free_bytes", "Space left for files.", sizes["free"]),
            self._gauge("disc_bytes", "Size of the files' disc.", sizes["total"]),
            self._gauge(
                "addons_pending",
                "Addons of ours whose code and database differ.",
                len(self._pending_addons()),
            ),
            self._gauge(
                "info", "Which Odoo runs.", {release.version: 1}, "odoo_version"
            ),
        ]
        # None was reported: no number, so that an alert asks for its absence.
        if backup := self._last_backup():
            moment = backup.replace(tzinfo=timezone.utc).timestamp()
            families.append(
                self._gauge(
                    "last_backup_timestamp_seconds",
                    "When the last backup ended.",
                    moment,
                )
            )
        return families
