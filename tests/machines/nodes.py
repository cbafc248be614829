"""Odoo nodes with folders of their own, and the proxy before them."""

import contextlib
import getpass
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from string import Template

import requests
from lib.server import START_SECONDS, environment, free_port
from machines.postgres import PASSWORD

HERE = Path(__file__).parent
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
MODULES = next(
    (
        at
        for at in ("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules")
        if Path(at).is_dir()
    ),
    "/usr/lib/nginx/modules",
)


def fill(template, target, **values):
    """Write a configuration; `$$` in the template is a dollar."""
    text = Template((HERE / template).read_text())
    target.write_text(
        text.substitute({key: str(value) for key, value in values.items()})
    )


class Node:
    """One Odoo server: workers that answer, or scheduled actions alone."""

    def __init__(self, name, site, *, workers=2, crons=0):
        self.name = name
        self.folder = site.folder / name
        self.port, self.gevent_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = site.folder / f"{name}.log"
        self.site = site
        self.serves = not crons
        self.process = None
        self.wanted = False
        (self.folder / "data").mkdir(parents=True)
        fill(
            "odoo.conf",
            self.folder / "odoo.conf",
            name=name,
            addons_path=os.environ["ODOO_ADDONS"],
            data_dir=self.folder / "data",
            database=site.database,
            password=PASSWORD,
            primary_port=site.primary_port,
            replica_port=site.replica_port,
            port=self.port,
            gevent_port=self.gevent_port,
            smtp_port=site.smtp_port,
            workers=workers,
            crons=crons,
        )

    def command(self, *arguments):
        subcommand = arguments[:1] if arguments[:1] == ("shell",) else ()
        return [
            *(sys.executable, os.environ["ODOO"], *subcommand),
            *("-c", str(self.folder / "odoo.conf")),
            *arguments[len(subcommand) :],
        ]

    def environment(self):
        sessions = f"odoo:{PASSWORD}@127.0.0.1:{self.site.primary_port}/sessions"
        # Odoo prefers what PostgreSQL's own variables say, which is the test cluster.
        known = environment().items()
        return {
            **{key: value for key, value in known if not key.startswith("PG")},
            "PYTHONPATH": os.pathsep.join(
                (os.environ["ODOO_PATH"], os.environ["SEUTUYP_SCALE"])
            ),
            "SESSION_DB_URI": f"postgresql://{sessions}",
            "SHARED_FILES": str(self.site.files),
        }

    def once(self, *arguments, **options):
        """Run Odoo for one task and return what it printed."""
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            **options,
        )
        if done.returncode or "Traceback" in done.stderr or " ERROR " in done.stderr:
            raise RuntimeError(done.stderr[-6000:])
        return done.stdout

    def start(self):
        self.wanted = True
        self.spawn()
        if self.serves:
            self.wait()

    def watch(self, process):
        """Start it anew when it ends by itself, as systemd does.

        Odoo ends when it must start a worker and finds no database.
        """
        process.wait()
        time.sleep(2)
        if self.wanted and self.process is process:
            self.spawn()

    def spawn(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command(*(() if self.serves else ("--no-http",))),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=self.environment(),
            )
        watching = threading.Thread(target=self.watch, args=[self.process], daemon=True)
        watching.start()

    def wait(self):
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > end:
                raise RuntimeError(f"{self.name}:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.3)

    def answers(self):
        with contextlib.suppress(requests.RequestException):
            answer = requests.get(f"{self.url}/web/login", timeout=30)
            return answer.status_code == 200
        return False

    def kill(self):
        """As a power cut would: workers and all."""
        self.end(signal.SIGKILL)

    def stop(self):
        self.end(signal.SIGTERM)

    def end(self, sig):
        self.wanted = False
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, sig)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def lines(self, text):
        """The lines of the log that hold a text."""
        return [line for line in self.log.read_text().splitlines() if text in line]


class Proxy:
    """nginx: one address for the nodes, and the two names of the database."""

    def __init__(self, site, first, second):
        self.site = site
        self.folder = site.folder / "nginx"
        self.folder.mkdir()
        self.folder.chmod(0o755)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        fill(
            "nginx.conf",
            self.folder / "nginx.conf",
            modules=MODULES,
            user=getpass.getuser(),
            folder=self.folder,
            port=self.port,
            first=first.port,
            second=second.port,
            first_gevent=first.gevent_port,
            second_gevent=second.gevent_port,
        )

    def point(self, primary, replica=None):
        """Say who is primary, and who replica; nobody is refused at once."""
        names = ((self.site.primary_port, primary), (self.site.replica_port, replica))
        servers = (
            f"server {{ listen 127.0.0.1:{port}; proxy_connect_timeout 2s; "
            f"proxy_timeout 1h; proxy_pass 127.0.0.1:{cluster.port}; }}\n"
            for port, cluster in names
            if cluster
        )
        (self.folder / "databases.conf").write_text("".join(servers))

    def run(self, *arguments):
        configuration = self.folder / "nginx.conf"
        subprocess.run(
            [NGINX, "-e", self.folder / "error.log", "-c", configuration, *arguments],
            check=True,
        )

    def start(self):
        self.run()

    def reload(self):
        self.run("-s", "reload")

    def stop(self):
        if (self.folder / "nginx.pid").exists():
            self.run("-s", "stop")
