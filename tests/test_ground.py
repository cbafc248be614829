"""The ground: server, languages, mail, browser, interfaces, and scripts/run itself."""

import os
import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest
from lib.server import ACCOUNTS, Rpc, free_port, sql

ROOT = Path(__file__).resolve().parents[1]
# Folders that scripts/run named because the database could not live in its checkout.
OUTSIDE = set()


@pytest.mark.parametrize(
    ("locale", "lang"), [("fi-FI", "fi"), ("sv-SE", "sv"), ("en-US", "en")]
)
def test_pages_say_their_language(server, locale, lang):
    session = server.session()
    page = session.get(f"{server.url}/web/login", headers={"Accept-Language": locale})
    assert re.search(rf'<html[^>]* lang="{lang}', page.text)


@pytest.mark.parametrize("login", ACCOUNTS)
def test_demo_accounts_log_in(rpc, login):
    assert rpc(login).uid


def test_finnish_and_swedish_names_sort_right(server):
    names = "VALUES ('Zetor'), ('Ähtäri'), ('espoo'), ('Ål'), ('Örebro')"
    rows = sql(server.database, f"SELECT n FROM ({names}) AS t (n) ORDER BY n")
    assert [row[0] for row in rows] == ["espoo", "Zetor", "Ål", "Ähtäri", "Örebro"]


def test_json2(json2, rpc):
    assert json2("admin")("res.users", "search_count", domain=[]) == rpc("admin")(
        "res.users", "search_count", []
    )


def test_mail_is_sent_for_real(server, rpc, mailbox):
    values = {
        "subject": "Päätös",
        "body_html": "<p>Hyväksytty</p>",
        "email_from": "ministry@example.org",
        "email_to": "region@example.org",
    }
    rpc()("mail.mail", "create", values)
    server.send_mail()
    (message,) = mailbox.wait_for("region@example.org")
    assert message["subject"] == "Päätös"


def test_web_client_opens_without_errors(browser):
    page = browser.page("admin")
    browser.open_client(page)
    assert page.errors == []


@pytest.mark.parametrize("kind", ["QR", "Code128"])
def test_barcodes_are_drawn(server, kind):
    address = f"{server.url}/report/barcode/{kind}/Seutuyp-1?width=200&height=80"
    picture = server.session().get(address)
    assert picture.content.startswith(b"\x89PNG")


def test_database_list_is_closed(server):
    assert (
        "database manager"
        in server.session().get(f"{server.url}/web/database/manager").text
    )


# scripts/run


def run_script(*arguments, folder=ROOT, **options):
    return subprocess.run(
        [folder / "scripts" / "run", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        **options,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "de"], "use fi, sv or en"),
        (["--port", "99999"], "number from 1 to 65535"),
        (["--port"], "needs a value"),
        (["--db", "x; drop"], "beginning with a letter"),
        (["--wat"], "unknown argument"),
    ],
)
def test_wrong_arguments_are_named(arguments, said):
    done = run_script(*arguments)
    assert done.returncode
    assert said in done.stderr


def test_occupied_port_is_said_at_once():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run_script("--db", "never_made", "--port", str(port), timeout=10)
    assert done.returncode
    assert f"port {port} is in use" in done.stderr
    assert "scripts/run --port" in done.stderr


@pytest.fixture(scope="module")
def second_checkout(tmp_path_factory):
    """A copy of this checkout in a path with spaces, sharing only the cache."""
    folder = tmp_path_factory.mktemp("second") / "a path with ä space"
    left_out = shutil.ignore_patterns(".local", "node_modules", ".git", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=left_out)
    yield folder
    run_script("--stop", folder=folder)
    shutil.rmtree(folder.parent, ignore_errors=True)
    for named in OUTSIDE:
        shutil.rmtree(named, ignore_errors=True)


class Running:
    """scripts/run, until the `with` ends; its lines are kept."""

    def __init__(self, folder, *arguments, **environment):
        self.port = free_port()
        keep = {
            key: value for key, value in os.environ.items() if not key.startswith("PG")
        }
        self.process = subprocess.Popen(
            [folder / "scripts" / "run", "--port", str(self.port), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            env={**keep, **environment},
        )
        self.lines = []

    def until_ready(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            OUTSIDE.update(re.findall("the database lives in (.*), because", line))
            if line.startswith("Ready: "):
                return line.split()[1]
        raise AssertionError("\n".join(self.lines))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.process.stdout.close()


def running_from(folder):
    """Commands that still run out of a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_text().replace("\0", " ")
        except OSError:
            continue
        if str(folder) in command:
            found.append(command)
    return found


def test_run_serves_again_and_ends(second_checkout):
    """Without network, from nothing but the cache to a page, twice, and away again."""
    nowhere = "http://127.0.0.1:9"
    for _time in range(2):
        with Running(
            second_checkout, "--lang", "sv", https_proxy=nowhere, http_proxy=nowhere
        ) as run:
            address = run.until_ready()
            assert address == f"http://127.0.0.1:{run.port}"
            again = run_script(folder=second_checkout)
            assert f"already serves seutuyp at {address}" in again.stderr
        assert running_from(second_checkout) == []
    assert not any("Making the database" in line for line in run.lines)


def test_demo_mail_is_kept_as_files(second_checkout):
    with Running(second_checkout) as run:
        admin = Rpc(run.until_ready(), "seutuyp", "admin", "admin")
        values = {
            "subject": "Hei",
            "body_html": "<p>Ä</p>",
            "email_to": "a@example.org",
            "email_from": "b@example.org",
        }
        mail = admin("mail.mail", "create", [values])
        admin("mail.mail", "send", mail)
    folder = second_checkout / ".local" / "mail" / "seutuyp"
    (page,) = folder.glob("*a@example.org.html")
    assert "<p>Ä</p>" in page.read_text()


def test_without_demo_data_nobody_has_a_known_password(second_checkout):
    with Running(second_checkout, "--db", "plain", "--no-demo") as run:
        address = run.until_ready()
        for login in ACCOUNTS:
            with pytest.raises(PermissionError):
                Rpc(address, "plain", login, login)
        password = (second_checkout / ".local" / "admin-password-plain").read_text()
        assert Rpc(address, "plain", "admin", password).uid


def test_what_was_left_behind_is_ended(second_checkout):
    with Running(second_checkout) as run:
        run.until_ready()
        run.process.kill()
        run.process.wait()
        assert running_from(second_checkout)
        said = run_script("--stop", folder=second_checkout).stdout
        assert "Stopped." in said
        assert running_from(second_checkout) == []
