# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What programs that watch the server ask: is it ready, and its numbers."""

import hmac
import logging
import os
from pathlib import Path

from prometheus_client.exposition import choose_encoder

from odoo import SUPERUSER_ID, http
from odoo.http import request

_logger = logging.getLogger(__name__)
CLOSED = {"database": False}


def watch_route(path):
    """Return the decorator of a route for programs: no user, no session, no cookie.

    It also answers where no database can be reached, if the addon is one of
    ``server_wide_modules``. It is not marked as read-only: a server that reads from a
    replica would then report on the replica.
    """
    return http.route(
        path,
        type="http",
        auth="none",
        methods=["GET"],
        save_session=False,
        readonly=False,
        sitemap=False,
    )


def metrics_token():
    """Return the token that opens the metrics, "" if nobody has set one.

    It comes from the environment variable ``SEUTUYP_METRICS_TOKEN``, or from the file
    that ``SEUTUYP_METRICS_TOKEN_FILE`` names. A system parameter would be in every
    copy of the database.
    """
    if path := os.environ.get("SEUTUYP_METRICS_TOKEN_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            _logger.warning("The file with the metrics' token cannot be read.")
            return ""
    return os.environ.get("SEUTUYP_METRICS_TOKEN", "").strip()


class Watching(http.Controller):
    """Readiness and metrics, for load balancers and Prometheus."""

    @watch_route("/seutuyp/ready")
    def ready(self, **_kw):
        """Say whether this server may get requests: 200 or 503, and why not."""
        checks = self._system()._readiness() if request.db else CLOSED
        ready = all(checks.values())
        return request.make_json_response(
            {"status": "ready" if ready else "not ready", "checks": checks},
            headers={"Cache-Control": "no-store"},
            status=200 if ready else 503,
        )

    @watch_route("/seutuyp/metrics")
    def metrics(self, **_kw):
        """Return the numbers in Prometheus' format to whoever shows the token."""
        token = metrics_token()
        if not token:
            return request.make_response("", status=404)
        given = request.httprequest.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            headers = {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"}
            return request.make_response("", headers=headers, status=401)
        if not request.db:
            return request.make_response("", status=503)
        encode, content_type = choose_encoder(
            request.httprequest.headers.get("Accept", "")
        )
        return request.make_response(
            encode(self._system()._metrics_registry()),
            headers={"Content-Type": content_type, "Cache-Control": "no-store"},
        )

    def _system(self):
        return request.env(user=SUPERUSER_ID)["seutuyp.system"]
