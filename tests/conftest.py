"""Fixtures of the system tests: a running server, real mail, a real browser."""

import os
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def smtp():
    """A mail server that keeps what it receives; see lib/mail.py."""
    from lib.mail import Mailbox

    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(smtp):
    """The same, empty at the beginning of the test."""
    smtp.clear()
    return smtp


@pytest.fixture(scope="session")
def make_server(smtp):
    """Servers with settings of their own: `make_server("name", options=[...])`.

    They end with the session.
    """
    from contextlib import ExitStack

    from lib.server import Server

    if "SEUTUYP_TEST" not in os.environ:
        pytest.exit(
            "these tests need what scripts/test prepares: scripts/test system", 2
        )
    with ExitStack() as stack:
        yield lambda name, **options: stack.enter_context(
            Server(name, smtp_port=smtp.port, **options)
        )


@pytest.fixture(scope="session")
def server(make_server):
    """Odoo with demo data, shared by all tests; see lib/server.py."""
    return make_server("demo")


@pytest.fixture(scope="session")
def rpc(server):
    """`rpc("coordinator")("res.partner", "search", [])`; one connection per login."""
    known = {}
    return lambda login="admin": known.setdefault(login, server.rpc(login))


@pytest.fixture(scope="session")
def json2(server):
    """`json2("coordinator")("res.partner", "search", domain=[])`."""
    known = {}
    return lambda login="admin": known.setdefault(login, server.json2(login))


@pytest.fixture(scope="session")
def chromium():
    from lib.browser import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(chromium, server):
    """Pages on the shared server; see lib/browser.py.

    Pictures go to the folder named in PICTURES, or to .local/test/pictures.
    """
    from lib.browser import Browser

    pictures = os.environ.get("PICTURES", ROOT / ".local" / "test" / "pictures")
    browser = Browser(chromium, server, pictures)
    yield browser
    browser.close_pages()
