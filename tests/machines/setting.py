"""The whole site: two servers of PostgreSQL, two nodes, a cron node, and nginx."""

import os
import shutil
import time
from contextlib import ExitStack
from pathlib import Path

from lib.server import ROOT, Server, free_port
from machines.load import LOGINS, Client
from machines.nodes import Node, Proxy
from machines.postgres import Cluster

# Done once: where files go from now on, and there they go.
STORAGE = ROOT / "docker" / "odoo" / "shared_files.py"


class Site:
    """Everything of one trial; `with Site(folder, smtp_port)` starts and ends it."""

    database = "seutuyp"

    def __init__(self, folder, smtp_port):
        self.folder = Path(folder)
        self.files = self.folder / "files"
        self.smtp_port = smtp_port
        self.primary_port, self.replica_port = free_port(), free_port()
        self.rows = []  # what people saw, phase by phase
        self.sessions = {}

    def __enter__(self):
        with ExitStack() as stack:
            self.files.mkdir(parents=True)
            stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
            self.primary = stack.enter_context(Cluster("first"))
            self.replica = stack.enter_context(Cluster("second"))
            self.nodes = [Node("node-1", self), Node("node-2", self)]
            self.cron = Node("cron", self, crons=1)
            self.proxy = Proxy(self, *self.nodes)
            for part in (self.proxy, self.cron, *self.nodes):
                stack.callback(part.stop)
            self.make()
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *exception):
        self.stack.close()

    def make(self):
        """The database and its files, then a replica, then the nodes."""
        template = os.environ["SEUTUYP_TEMPLATE_DEMO"]
        self.primary.make()
        self.primary.start()
        self.primary.sql("CREATE DATABASE sessions")
        self.primary.take(template, self.database)
        self.proxy.point(self.primary)
        self.proxy.start()
        self.install(Path(os.environ["SEUTUYP_TEST"]) / "data" / "filestore" / template)
        self.add_replica(self.replica)
        for node in (*self.nodes, self.cron):
            node.start()
        self.sessions = {login: self.log_in(login) for login in set(LOGINS)}

    def install(self, files):
        """The module for files, and the files that came with the database into it."""
        node = Node("install", self, workers=0)
        if files.exists():
            shutil.copytree(files, node.folder / "data" / "filestore" / self.database)
        node.once("-i", "fs_attachment", "--no-http", "--stop-after-init")
        node.once("shell", "--no-http", input=STORAGE.read_text())

    def add_replica(self, cluster):
        """Let a server follow the primary; from now on commits wait for it."""
        cluster.follow(self.primary)
        self.replica = cluster
        self.primary.require(cluster)
        self.point()

    def point(self):
        self.proxy.point(self.primary, self.replica)
        self.proxy.reload()
        time.sleep(0.5)

    def log_in(self, login, url=None):
        """A session from the login form, through the proxy or at one node."""
        url = url or self.proxy.url
        return Client(url, Server.session(_At(url), login))


class _At:
    """What `Server.session` needs to know."""

    def __init__(self, url):
        self.url = url
