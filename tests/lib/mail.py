"""A real SMTP server on loopback that keeps what it receives."""

import email
import email.policy
import re
import time

from aiosmtpd.controller import Controller

from .server import free_port


class Mailbox:
    """Messages received, oldest first, as `email.message.EmailMessage`."""

    def __init__(self):
        self.messages = []
        self.refused = set()  # addresses that this server does not know
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def port(self):
        return self.controller.port

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *exception):
        self.controller.stop()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(
            envelope.content, policy=email.policy.default
        )
        message.envelope_recipients = envelope.rcpt_tos
        self.messages.append(message)
        return "250 kept"

    def clear(self):
        self.messages.clear()
        self.refused.clear()

    def to(self, address):
        """Messages received for this address."""
        return [m for m in self.messages if address in m.envelope_recipients]

    def wait_for(self, address, *, count=1, seconds=30):
        """The messages for this address, as soon as there are that many."""
        end = time.monotonic() + seconds
        while len(found := self.to(address)) < count:
            if time.monotonic() > end:
                everyone = [m.envelope_recipients for m in self.messages]
                raise AssertionError(f"no mail for {address}; there is: {everyone}")
            time.sleep(0.2)
        return found


def html_of(message):
    """The HTML part's text."""
    return message.get_body(("html",)).get_content()


def links_in(message):
    """Every address linked from the HTML part."""
    return [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="([^"]+)"', html_of(message))
    ]
