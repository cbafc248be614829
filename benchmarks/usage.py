"""What the server under load uses: processor time and memory; needs no Odoo."""

from contextlib import suppress
from typing import NamedTuple

import psutil


class Usage(NamedTuple):
    """Seconds of processor time so far, and megabytes held now."""

    seconds: float
    memory: float


def usage(server, database):
    """Return the :class:`Usage` of a server's processes and of its database's.

    Memory is that of the server's processes alone; what they share counts once each.

    :param int server: number of the process that the others belong to
    :param str database: name of the database
    """
    seconds = memory = 0.0
    with suppress(psutil.Error):
        first = psutil.Process(server)
        for process in [first, *first.children(recursive=True)]:
            with suppress(psutil.Error):
                times = process.cpu_times()
                seconds += times.user + times.system
                memory += process.memory_info().rss / 1e6
    for process in psutil.process_iter(["name"]):
        with suppress(psutil.Error):
            if process.info["name"] != "postgres":
                continue
            if database in " ".join(process.cmdline()):
                times = process.cpu_times()
                seconds += times.user + times.system
    return Usage(seconds, memory)
