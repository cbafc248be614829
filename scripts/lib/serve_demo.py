"""Serve demo data: as Odoo does, but mail is kept as files instead of being sent.

Usage: serve_demo.py FOLDER ODOO-ARGUMENT…
"""

import email
import email.policy
import itertools
import re
import socket
import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller

import odoo.cli


class Keep:
    """Writes every message as .eml, and its HTML part as a page to open."""

    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count(1)

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(
            envelope.content, policy=email.policy.default
        )
        receiver = re.sub(r"[^\w.@-]", "_", ",".join(envelope.rcpt_tos))[:80]
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(self.numbers):03}-{receiver}"
        (self.folder / f"{name}.eml").write_bytes(envelope.content)
        html = message.get_body(("html",))
        if html:
            (self.folder / f"{name}.html").write_text(
                f"<!DOCTYPE html><meta charset='utf-8'>{html.get_content()}"
            )
        return "250 kept"


def main(folder, *arguments):
    folder = Path(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    Controller(Keep(folder), hostname="127.0.0.1", port=port).start()
    sys.argv = ["odoo", *arguments, "--smtp", "127.0.0.1", "--smtp-port", str(port)]
    odoo.cli.main()


main(*sys.argv[1:])
