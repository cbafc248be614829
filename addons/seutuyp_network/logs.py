# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the server's log looks like: no secrets of links, and JSON where wanted."""

import logging
import os

from .tools.json_lines import JsonLines
from .tools.masking import mask


class NoSecrets(logging.Filter):
    """Takes the secrets of personal links out of a line before it is written.

    It stands at the handlers, so that it sees what every part of Odoo logs, and it
    changes the record itself, so that the log in the database is masked too.
    """

    def filter(self, record):
        try:
            message = record.getMessage()
        except (KeyError, TypeError, ValueError):
            return True  # the handler says so itself
        masked = mask(message)
        if masked != message:
            record.msg, record.args = masked, ()
        if record.exc_info:
            text = record.exc_text or logging.Formatter().formatException(
                record.exc_info
            )
            record.exc_text = mask(text)
        return True


def set_up(handlers, as_json):
    """Let ``handlers`` write no secrets, and JSON lines if wanted; once is enough."""
    for handler in handlers:
        if not any(isinstance(item, NoSecrets) for item in handler.filters):
            handler.addFilter(NoSecrets())
        if as_json and type(handler.formatter) is not JsonLines:
            handler.setFormatter(JsonLines())


def post_load():
    """Set up the handlers that Odoo has made by now.

    ``SEUTUYP_LOG=json`` in the environment asks for JSON: Odoo's own configuration
    knows no format.
    """
    set_up(logging.getLogger().handlers, os.environ.get("SEUTUYP_LOG") == "json")
