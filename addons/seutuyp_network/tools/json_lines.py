# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One JSON object a line of the log, for programs that collect logs. No ORM here."""

import json
import logging
import re
from datetime import datetime, timezone

# What werkzeug says of a request, also in colours.
_REQUEST = re.compile(
    r'^\S+ - - \[[^\]]*\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3})'
)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


class JsonLines(logging.Formatter):
    """Writes a record with its time, level, logger, process, database and message.

    Of a request: ``method``, ``path``, ``status``, and what Odoo measured of it:
    ``queries``, ``query_seconds``, ``other_seconds``. The visitor's address is left
    out. Of an error: ``exception``, the traceback.

    >>> record = logging.LogRecord("x", 20, "", 0, "%s done", ("Work",), None)
    >>> json.loads(JsonLines().format(record))["message"]
    'Work done'
    """

    def format(self, record):
        message = _COLOUR.sub("", record.getMessage())
        line = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(
                timespec="milliseconds"
            ),
            "level": logging.getLevelName(record.levelno),
            "logger": record.name,
            "process": record.process,
            "database": getattr(record, "dbname", None),
            "message": message,
        }
        if record.name == "werkzeug" and (found := _REQUEST.match(message)):
            line["message"] = message[found.start("method") - 1 :]
            line.update(found.groupdict(), status=int(found["status"]))
            line.update(_measured(getattr(record, "perf_info", "")))
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            line["exception"] = record.exc_text
        if record.stack_info:
            line["stack"] = self.formatStack(record.stack_info)
        return json.dumps(line, ensure_ascii=False)


def _measured(text):
    """Return what Odoo measured of a request, from the words of its log.

    >>> _measured("12 0.010 0.250")
    {'queries': 12, 'query_seconds': 0.01, 'other_seconds': 0.25}
    >>> _measured("- - -")
    {}
    """
    words = _COLOUR.sub("", text).split()[:3]
    try:
        queries, query_seconds, other_seconds = words
        return {
            "queries": int(queries),
            "query_seconds": float(query_seconds),
            "other_seconds": float(other_seconds),
        }
    except ValueError:
        return {}
