"""People at work through the proxy, and what they saw while something happened."""

import itertools
import threading
import time
from collections import Counter

import requests

PAUSE = 0.15  # between a person's requests
WAIT = 60  # how long a person waits for an answer
LOGINS = ("admin", "admin", "admin", "coordinator", "ministry", "area")
WRITES = {"admin"}  # the others only read


class Refused(Exception):
    """The answer was an error; its text says in short which."""


class Client:
    """A person's browser, logged in at `url`."""

    def __init__(self, url, session):
        self.url = url
        self.session = requests.Session()
        self.session.cookies.update(session.cookies)

    def at(self, url):
        """The same session at another address."""
        return Client(url, self.session)

    def call(self, model, method, *args, **kwargs):
        """One request of the web client. Raises Refused."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        address = f"{self.url}/web/dataset/call_kw/{model}/{method}"
        return self.answer(self.session.post, address, json=body)

    def answer(self, send, address, **options):
        try:
            answer = send(address, timeout=WAIT, **options)
        except requests.Timeout:
            raise Refused("no answer") from None
        except requests.RequestException:
            raise Refused("connection lost") from None
        if answer.status_code != 200:
            raise Refused(str(answer.status_code))
        if "/web/login" in answer.url:
            raise Refused("logged out")
        if "json" not in options:
            return answer.content
        found = answer.json()
        if "error" in found:
            name = found["error"]["data"]["name"].rpartition(".")[2]
            raise Refused("logged out" if name == "SessionExpiredException" else name)
        return found["result"]


class Person(threading.Thread):
    """Reads, writes, and reads back what was written, one after the other."""

    def __init__(self, client, marker, stopping, writes):
        super().__init__(daemon=True)
        self.works = [self.read, self.open]
        if writes:
            self.works += [self.write, self.read_back]
        self.client = client
        self.marker = marker
        self.stopping = stopping
        self.began = time.monotonic()
        self.answered = [self.began]  # when an answer came that was no error
        self.requests = 0
        self.errors = Counter()
        self.written = {}  # id → name, of what was acknowledged
        self.stale = 0

    def run(self):
        for number in itertools.count():
            for work in self.works:
                if self.stopping.is_set():
                    return
                self.requests += 1
                try:
                    work(number)
                except Refused as refused:
                    self.errors[str(refused)] += 1
                else:
                    self.answered.append(time.monotonic())
                time.sleep(PAUSE)

    def read(self, _number):
        self.client.call("seutuyp.home", "get_home")

    def write(self, number):
        name = f"{self.marker}-{number}"
        id_ = self.client.call("project.task", "create", {"name": name})
        self.written[id_] = name

    def read_back(self, _number):
        """A list, as after each save: it may come from the replica."""
        if not self.written:
            return
        last = list(self.written)[-1]
        found = self.client.call(
            "project.task", "web_search_read", [["id", "=", last]], {"name": {}}
        )
        self.stale += not found["records"]

    def open(self, _number):
        self.client.answer(self.client.session.get, f"{self.client.url}/my/agreements")

    @property
    def pause(self):
        """The longest time without an answer that was no error."""
        times = [*self.answered, time.monotonic()]
        return max(after - before for before, after in itertools.pairwise(times))


class Load:
    """People at work for as long as the `with` lasts; afterwards what they saw."""

    def __init__(self, site, title):
        self.title = title
        self.site = site
        self.stopping = threading.Event()
        self.people = []
        self.seconds = 0
        self.missing = []  # acknowledged, and not there afterwards

    def __enter__(self):
        self.began = time.monotonic()
        for number, login in enumerate(LOGINS):
            marker = f"trial {len(self.site.rows)}-{number}"
            client = Client(self.site.proxy.url, self.site.sessions[login].session)
            person = Person(client, marker, self.stopping, login in WRITES)
            self.people.append(person)
        for person in self.people:
            person.start()
        return self

    def __exit__(self, kind, *exception):
        self.pause = max(person.pause for person in self.people)
        self.stopping.set()
        for person in self.people:
            person.join()
        self.seconds = time.monotonic() - self.began
        if kind is None:
            self.site.rows.append(self)

    # What they saw

    @property
    def requests(self):
        return sum(person.requests for person in self.people)

    @property
    def errors(self):
        return sum((person.errors for person in self.people), Counter())

    @property
    def stale(self):
        return sum(person.stale for person in self.people)

    @property
    def written(self):
        return {
            id_: name for person in self.people for id_, name in person.written.items()
        }

    def lost(self, cluster):
        """Acknowledged writes that this server does not have."""
        rows = dict(
            cluster.sql(
                "SELECT id, name FROM project_task WHERE name LIKE 'trial %'",
                database=self.site.database,
            )
        )
        return [id_ for id_, name in self.written.items() if rows.get(id_) != name]
