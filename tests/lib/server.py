"""A running Odoo on a copy of a template database, and ways to talk to it."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg2
import requests

from .shell import Shell

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120
# For a server beside a long transaction: no scheduled action writes to the same rows.
UNSCHEDULED = ("--max-cron-threads", "0")
# They come with the demo data; each has its login as password.
ACCOUNTS = ("admin", "ministry", "area", "coordinator", "partner")
API_KEYS = f"""
from datetime import datetime, timedelta
for user in env["res.users"].search([("login", "in", {ACCOUNTS!r})]):
    keys = env(user=user.id)["res.users.apikeys"].sudo()
    key = keys._generate(None, "test", datetime.now() + timedelta(days=1))
    print("KEY", user.login, key)

env.cr.commit()
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def sql(database, query, *values):
    """Run one statement outside Odoo and return its rows."""
    with contextlib.closing(psycopg2.connect(dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else None


def environment():
    """What Odoo runs in: fonts are cached in our own folder."""
    return {**os.environ, "XDG_CACHE_HOME": os.environ["SEUTUYP_CACHE"]}


class Server:
    """Odoo with its own database, files and port, for as long as the `with` lasts."""

    def __init__(self, name, *, template="demo", smtp_port=None, options=()):
        self.folder = Path(os.environ["SEUTUYP_TEST"])
        self.database = f"seutuyp_system_{name}_{os.getpid()}"
        self.template = os.environ[f"SEUTUYP_TEMPLATE_{template.upper()}"]
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        self.log = self.folder.parent / "log" / f"system-{name}{worker}.log"
        self.options = [
            "--db-filter",
            f"^{self.database}$",
            "--http-port",
            str(self.port),
            "--gevent-port",
            str(free_port()),
            *(
                ("--smtp", "127.0.0.1", "--smtp-port", str(smtp_port))
                if smtp_port
                else ()
            ),
            *options,
        ]
        self.process = self.kept_shell = None
        self.api_keys = {}

    # Life

    def __enter__(self):
        files = self.folder / "data" / "filestore"
        sql(
            "postgres",
            f'CREATE DATABASE "{self.database}" TEMPLATE "{self.template}" '
            "STRATEGY FILE_COPY",
        )
        if (files / self.template).exists():
            shutil.copytree(files / self.template, files / self.database)
        self.log.write_text("")
        self.start()
        return self

    def __exit__(self, *exception):
        self.end_shell()
        self.stop()
        sql("postgres", f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        shutil.rmtree(
            self.folder / "data" / "filestore" / self.database, ignore_errors=True
        )

    def command(self, *arguments):
        subcommand = arguments[:1] if arguments[:1] == ("shell",) else ()
        return [
            sys.executable,
            os.environ["ODOO"],
            *subcommand,
            "-c",
            str(ROOT / "odoo.conf"),
            "--data-dir",
            str(self.folder / "data"),
            "--addons-path",
            os.environ["ODOO_ADDONS"],
            "-d",
            self.database,
            *arguments[len(subcommand) :],
        ]

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command(*self.options),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=environment(),
            )
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(
                    f"Odoo did not start:\n{self.log.read_text()[-4000:]}"
                )
            time.sleep(0.3)

    def answers(self):
        try:
            with urllib.request.urlopen(f"{self.url}/web/health", timeout=30) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, sig=signal.SIGTERM):
        """End the server; SIGKILL stands for a crash."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, sig)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    # Ways in

    def shell(self, code):
        """Run Python in Odoo's shell (commit yourself) and return what it prints."""
        if self.kept_shell and not self.kept_shell.runs():
            self.end_shell()
        if not self.kept_shell:
            command = self.command("shell", "--no-http", "--log-level=warn")
            self.kept_shell = Shell(command, environment())
        return self.kept_shell.run(code)

    def end_shell(self):
        if self.kept_shell:
            self.kept_shell.close()
            self.kept_shell = None

    def rpc(self, login="admin", password=None):
        return Rpc(self.url, self.database, login, password or login)

    def json2(self, login="admin"):
        return Json2(self, login)

    def session(self, login=None, password=None):
        """A `requests` session, logged in through the form as a browser would."""
        session = requests.Session()
        if login:
            page = session.get(f"{self.url}/web/login", timeout=60).text
            token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
            form = {"login": login, "password": password or login, "csrf_token": token}
            answer = session.post(f"{self.url}/web/login", data=form, timeout=60)
            assert "/web/login" not in answer.url, f"{login} could not log in"
        return session

    def api_key(self, login):
        """A key for the JSON-2 API, made as Odoo makes it and kept while this lives."""
        if not self.api_keys:
            printed = self.shell(API_KEYS)
            self.api_keys.update(
                line.split()[1:]
                for line in printed.splitlines()
                if line.startswith("KEY ")
            )
        return self.api_keys[login]

    def run_cron(self, xmlid):
        """Run a scheduled action now."""
        admin = self.rpc()
        module, name = xmlid.split(".")
        domain = [("module", "=", module), ("name", "=", name)]
        found = admin("ir.model.data", "search_read", domain, ["res_id"])
        assert found, f"no scheduled action {xmlid}"
        end = time.monotonic() + 60
        while True:
            try:
                admin("ir.cron", "method_direct_trigger", [found[0]["res_id"]])
            except RpcError as error:
                # the server's own thread was quicker: run once more after it
                if "already executing" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.2)
            else:
                return

    def send_mail(self):
        """Send what waits in the mail queue."""
        self.run_cron("mail.ir_cron_mail_scheduler_action")


class RpcError(Exception):
    """What the server answered; `name` is the exception there, with its module."""

    def __init__(self, error):
        data = error.get("data", {})
        self.name = data.get("name", "")
        super().__init__(f"{self.name}: {data.get('message') or error.get('message')}")


class Rpc:
    """Odoo's external API as one person: `rpc("res.partner", "search", [])`."""

    def __init__(self, url, database, login, password):
        self.url = url
        self.database = database
        self.password = password
        self.uid = self.call("common", "login", database, login, password)
        if not self.uid:
            raise PermissionError(f"{login} could not log in")

    def call(self, service, method, *args):
        params = {"service": service, "method": method, "args": args}
        answer = requests.post(
            f"{self.url}/jsonrpc",
            json={"jsonrpc": "2.0", "method": "call", "params": params},
            timeout=120,
        ).json()
        if "error" in answer:
            raise RpcError(answer["error"])
        return answer.get("result")

    def __call__(self, model, method, *args, **kwargs):
        person = (self.database, self.uid, self.password)
        return self.call("object", "execute_kw", *person, model, method, args, kwargs)


class Json2:
    """The JSON-2 API as one person: `json2("res.partner", "search", domain=[])`."""

    def __init__(self, server, login):
        self.server = server
        self.headers = (
            {"Authorization": f"bearer {server.api_key(login)}"} if login else {}
        )

    def post(self, model, method, **arguments):
        """The bare answer, for its status and its error."""
        return requests.post(
            f"{self.server.url}/json/2/{model}/{method}",
            json=arguments,
            headers=self.headers,
            timeout=60,
        )

    def __call__(self, model, method, **arguments):
        answer = self.post(model, method, **arguments)
        answer.raise_for_status()
        return answer.json()
