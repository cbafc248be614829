"""Receive mail on port 2525 over STARTTLS from one account; the letters lie in /tmp/mail."""

import os
import ssl
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import AuthResult

LOGIN = (b"relay", os.environ["PASSWORD"].encode())


def authenticate(_server, _session, _envelope, _mechanism, data):
    """Accept the one account, and no other."""
    return AuthResult(success=(data.login, data.password) == LOGIN)


BOX = Path("/tmp/mail/box")  # noqa: S108
BOX.parent.mkdir(exist_ok=True)
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain("/tls/fullchain.pem", "/tls/privkey.pem")
Controller(
    Mailbox(BOX),
    hostname="0.0.0.0",  # noqa: S104
    port=2525,
    tls_context=tls,
    require_starttls=True,
    auth_required=True,
    authenticator=authenticate,
).start()
while True:
    time.sleep(3600)
