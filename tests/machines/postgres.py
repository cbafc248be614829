"""PostgreSQL servers of our own: a primary, and a replica that follows it."""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import psycopg2
from lib.server import free_port, sql

HERE = Path(__file__).parent
CONFIGURATION = HERE / "postgresql.conf"
PASSWORD = secrets.token_hex(16)


def programs():
    """The folder of the newest PostgreSQL on this machine."""
    return (
        max(Path("/usr/lib/postgresql").iterdir(), key=lambda at: int(at.name)) / "bin"
    )


def as_postgres(*command, **options):
    """Run a command as the user that PostgreSQL wants: not root."""
    if os.geteuid() == 0:
        command = ("runuser", "-u", "postgres", "--", *command)
    command = [str(part) for part in command]
    environment = {**os.environ, "PGPASSWORD": PASSWORD}
    done = subprocess.run(
        command,
        cwd="/",
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        **options,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def where_clusters_are():
    """The folder beside the test cluster: the user postgres may enter it."""
    return Path(sql("postgres", "SHOW data_directory")[0][0]).parent


class Cluster:
    """One PostgreSQL server, on a TCP port of this machine."""

    def __init__(self, name):
        self.name = name
        self.folder = where_clusters_are() / f"machines-{os.getpid()}-{name}"
        self.port = free_port()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        with contextlib.suppress(RuntimeError):
            self.control("stop", "-m", "immediate")
        as_postgres("rm", "-rf", self.folder)

    def control(self, what, *arguments):
        as_postgres(
            programs() / "pg_ctl", "-D", self.folder, "-w", "-t", "60", what, *arguments
        )

    # Making

    def make(self):
        """A new primary."""
        secret = self.folder.with_suffix(".password")
        as_postgres("tee", secret, input=PASSWORD, umask=0o077)
        as_postgres(
            programs() / "initdb",
            *("-D", self.folder, "-U", "odoo", "-E", "UTF8", "--pwfile", secret),
            *("-A", "scram-sha-256", "--locale=C.UTF-8"),
            *("--locale-provider=icu", "--icu-locale=fi-FI"),
        )
        as_postgres("rm", secret)
        as_postgres(
            "tee",
            "-a",
            self.folder / "postgresql.conf",
            input=CONFIGURATION.read_text(),
        )

    def follow(self, primary):
        """Become a replica of `primary`, with a copy of all it has."""
        as_postgres("rm", "-rf", self.folder)
        slot = self.name.replace("-", "_")
        if not primary.sql(
            "SELECT 1 FROM pg_replication_slots WHERE slot_name = %s", slot
        ):
            primary.sql("SELECT pg_create_physical_replication_slot(%s)", slot)
        as_postgres(
            programs() / "pg_basebackup",
            *("-h", "127.0.0.1", "-p", primary.port, "-U", "odoo"),
            *("-D", self.folder, "-R", "-X", "stream", "-S", slot, "-c", "fast"),
        )
        # What the primary was told about its own replica is not for this one.
        self.forget_replicas()
        self.start()
        primary.wait(
            "SELECT 1 FROM pg_stat_replication WHERE application_name = %s "
            "AND state = 'streaming'",
            self.name,
        )

    def forget_replicas(self):
        """As long as it does not run: drop what ALTER SYSTEM has set here."""
        line = "/^synchronous_standby_names/d"
        as_postgres("sed", "-i", line, self.folder / "postgresql.auto.conf")

    # Life

    def start(self):
        options = f"-p {self.port} -c cluster_name={self.name}"
        self.control("start", "-l", self.folder / "log.txt", "-o", options)

    def kill(self):
        """End it as a power cut would: every process at once, nothing tidied up."""
        pid = int(as_postgres("head", "-n1", self.folder / "postmaster.pid"))
        parent = psutil.Process(pid)
        processes = [parent, *parent.children(recursive=True)]
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        psutil.wait_procs(processes, timeout=10)

    def promote(self):
        """From replica to primary."""
        self.control("promote")

    def require(self, replica):
        """Let commits wait for this replica; None lets them go on without."""
        # In quotes, since FIRST and ANY are words of its own there.
        name = f'"{replica.name}"' if replica else ""
        # No value can be passed to it, and it may not stand in a transaction.
        self.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
        self.sql("SELECT pg_reload_conf()")

    # Asking

    def sql(self, query, *values, database="postgres"):
        """Run one statement and return its rows."""
        with contextlib.closing(self.connect(database)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(query, values or None)
                return cursor.fetchall() if cursor.description else None

    def connect(self, database):
        return psycopg2.connect(
            host="127.0.0.1",
            port=self.port,
            user="odoo",
            password=PASSWORD,
            dbname=database,
            application_name="trial",
        )

    def wait(self, query, *values, database="postgres", seconds=60):
        """Wait until a statement finds a row."""
        end = time.monotonic() + seconds
        while not self.sql(query, *values, database=database):
            if time.monotonic() > end:
                raise TimeoutError(f"{self.name}: nothing found by {query}")
            time.sleep(0.1)

    def take(self, template, database):
        """Bring a database of the test cluster here."""
        self.sql(f'CREATE DATABASE "{database}" TEMPLATE template0')
        target = {
            **os.environ,
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGPASSWORD": PASSWORD,
            "PGOPTIONS": "-c synchronous_commit=off",
        }
        pg_dump, psql = (
            shutil.which(name) or programs() / name for name in ("pg_dump", "psql")
        )
        dump = subprocess.Popen(
            [pg_dump, "--no-owner", template], stdout=subprocess.PIPE
        )
        options = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"]
        subprocess.run(
            [psql, *options, database], stdin=dump.stdout, env=target, check=True
        )
        assert dump.wait() == 0
