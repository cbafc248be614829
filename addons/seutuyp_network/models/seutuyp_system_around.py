# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from urllib.parse import urlsplit

import psycopg2

from odoo import api, models
from odoo.tools import SQL, config

from ..report.seutuyp_report_mixin import LOOPBACK
from ..tools.lights import AMBER, GREEN, GREY, RED

# A replica that lags further behind shows people what is no longer so. At night nothing
# may change for longer: then it does not lag.
LAG_SECONDS = 60


class SeutuypSystem(models.AbstractModel):
    """What is around the system: its address, the ways of mail, a second database."""

    _inherit = "seutuyp.system"

    @api.model
    def _check_address(self):
        url = self.env["ir.config_parameter"]._seutuyp_public_url()
        bad = (urlsplit(url).hostname or "") in LOOPBACK
        return self._line(
            "address",
            self.env._("Public address"),
            AMBER if bad else GREEN,
            url or self.env._("Not set."),
            self.env._(
                "Links in mails and on certificates lead nowhere: set the public "
                "address under “Addresses and links”."
            ),
        )

    @api.model
    def _check_mail_out(self):
        count = self.env["ir.mail_server"].sudo().search_count([])
        return self._line(
            "mail_out",
            self.env._("Outgoing mail server"),
            GREEN if count else AMBER,
            self.env._("Servers: %(count)s.", count=count)
            if count
            else self.env._(
                "None is set: mail goes through %(server)s.",
                server=config["smtp_server"],
            ),
            self.env._("Set an outgoing mail server, unless this one is meant."),
        )

    @api.model
    def _check_mail_in(self):
        servers = self.env["fetchmail.server"].sudo().search([("active", "=", True)])
        failing = servers.filtered("error_message")
        domain = self.env.company.sudo().alias_domain_id.name
        advice = (
            self.env._("Mail is not fetched: see the error on the incoming server.")
            if failing
            else self.env._(
                "Answers to invitations and forms by mail do not come in: set an alias "
                "domain in the general settings."
            )
        )
        return self._line(
            "mail_in",
            self.env._("Incoming mail"),
            RED if failing else GREEN if domain else AMBER,
            self.env._(
                "Alias domain: %(domain)s. Servers fetched from: %(servers)s, of which "
                "failing: %(failing)s.",
                domain=domain or "–",
                servers=len(servers),
                failing=len(failing),
            ),
            advice,
        )

    @api.model
    def _check_replica(self):
        light, text = self._replica_state()
        return self._line(
            "replica",
            self.env._("Replica of the database"),
            light,
            text,
            self.env._(
                "Reading falls back on the main database: see that the replica runs, "
                "is reached, and keeps up."
            ),
        )

    @api.model
    def _replica_state(self):
        """Return (light, words) of the database that reading goes to."""
        if not config["db_replica_host"]:
            return GREY, self.env._("None is configured.")
        query = SQL(
            """
            SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn()::text,
                   EXTRACT(EPOCH FROM now() - pg_last_xact_replay_timestamp())
            """
        )
        try:
            with self.env.registry.cursor(readonly=True) as cr:
                cr.execute(query)
                is_replica, place, lag = cr.fetchone()
        except psycopg2.Error:
            is_replica, place, lag = False, None, None
        if not is_replica:
            return AMBER, self.env._("It is not reached.")
        late = lag and lag > LAG_SECONDS and self._has_written_since(place)
        return AMBER if late else GREEN, self.env._(
            "Last change taken over %(seconds)s seconds ago.", seconds=round(lag or 0)
        )

    @api.model
    def _has_written_since(self, place):
        """Tell whether the main database has gone on from where the replica is.

        :param str place: a position in what the main database writes
        """
        with self.env.registry.cursor() as cr:
            cr.execute(SQL("SELECT pg_current_wal_lsn() > %s::pg_lsn", place))
            return cr.fetchone()[0]
