"""Plays the day that ``day.py`` wrote down; started by ``benchmarks/load``.

Everybody logs in through the form and opens the program first. Only when all are in
does the measuring begin; it goes on for as many seconds as asked, and each answer is
kept with its time. Between two calls people read and think.
"""

import itertools
import json
import os
import random
import re
import time
from contextlib import suppress
from pathlib import Path

import gevent
import requests
from gevent.lock import BoundedSemaphore
from locust import HttpUser, events, task
from usage import usage  # beside this file, which is where locust looks

DAY = json.loads(Path(os.environ["SEUTUYP_LOAD_DAY"]).read_text())
ANSWERS = Path(os.environ["SEUTUYP_LOAD_ANSWERS"])
SECONDS = float(os.environ["SEUTUYP_LOAD_SECONDS"])
SERVER, DATABASE = (
    int(os.environ["SEUTUYP_LOAD_SERVER"]),
    os.environ["SEUTUYP_LOAD_DATABASE"],
)
LEAST, MOST = (float(part) for part in os.environ["SEUTUYP_LOAD_THINK"].split("-"))
LOGIN_SECONDS, LOGIN_ATTEMPTS = 900, 5
CHANCE = random.Random(2026)  # no secret depends on it
# All at once would overflow the server's queue of connections, 8 a worker.
DOOR = BoundedSemaphore(4)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Run:
    """Waits until everybody is in, and notes what happens then."""

    def __init__(self):
        self.environment, self.waiting, self.start = None, 0, None
        self.used = None
        self.answers = []
        self.people = {
            role: itertools.cycle(people) for role, people in DAY["roles"].items()
        }

    def ready(self):
        """Tell that one more is in."""
        self.waiting += 1
        if self.waiting == self.environment.runner.target_user_count:
            self.used = usage(SERVER, DATABASE)
            self.start = time.monotonic()
            gevent.spawn_later(SECONDS, self.end)

    def end(self):
        """Write down what was measured and end the run."""
        if self.start:
            seconds = min(time.monotonic() - self.start, SECONDS)
            answers, self.start = self.answers, None
            used = usage(SERVER, DATABASE)
            found = {
                "seconds": seconds,
                "answers": answers,
                "processor": used.seconds - self.used.seconds,
                "memory": used.memory,
            }
            ANSWERS.write_text(json.dumps(found))
        self.environment.runner.quit()

    def note(self, name, milliseconds, error):
        if self.start:
            self.answers.append([name, milliseconds, error])


RUN = Run()


@events.init.add_listener
def begin(environment, **_kw):
    RUN.environment = environment
    gevent.spawn_later(LOGIN_SECONDS + SECONDS, RUN.end)


@events.request.add_listener
def note(name, response_time, exception, **_kw):
    RUN.note(name, response_time, str(exception) if exception else None)


class Person(HttpUser):
    """Somebody with an account; ``role`` says whose day it is."""

    abstract = True
    role = ""

    def on_start(self):
        person = next(RUN.people[self.role])
        self.calls = person["calls"]
        self.weights = [call["weight"] for call in self.calls]
        if person["login"]:
            self.log_in(person["login"])
        RUN.ready()
        while RUN.start is None:
            gevent.sleep(0.2)
        gevent.sleep(CHANCE.uniform(0, MOST))  # nobody begins with the others

    def log_in(self, login):
        """Log in as a browser does, and open the program.

        A server that is starting may drop a connection; a person then tries again.

        :raise RuntimeError: the server did not let the person in
        """
        for _attempt in range(LOGIN_ATTEMPTS):
            with suppress(requests.RequestException), DOOR:
                if self.try_to_log_in(login):
                    return
        RUN.environment.runner.quit()
        raise RuntimeError(f"{login} could not log in")

    def try_to_log_in(self, login):
        """Return whether the server let the person in."""
        form = self.client.get("/web/login", name="log in")
        token = TOKEN.search(form.text or "")
        if not token:
            return False
        data = {
            "login": login,
            "password": DAY["password"],
            "csrf_token": token[1],
        }
        answer = self.client.post("/web/login", data, name="log in")
        return answer.ok and not answer.url.endswith("/web/login")

    def wait_time(self):
        return CHANCE.uniform(LEAST, MOST)

    @task
    def act(self):
        """Do one of the things of the day."""
        (call,) = CHANCE.choices(self.calls, self.weights)
        name = f"{self.role}: {call['name']}"
        if "params" in call:
            self.call(name, call)
        else:
            self.open(name, call["path"])

    def call(self, name, call):
        body = {"jsonrpc": "2.0", "method": "call", "params": call["params"]}
        with self.client.post(
            call["path"], json=body, name=name, catch_response=True
        ) as answer:
            if not answer.ok:
                return
            found = answer.json()
            if "error" in found:
                data = found["error"].get("data", {})
                answer.failure(data.get("message") or found["error"]["message"])

    def open(self, name, path):
        with self.client.get(path, name=name, catch_response=True) as answer:
            if answer.ok and "/web/login" in answer.url:
                answer.failure("asked to log in")


class Partner(Person):
    """Staff of the parties: most of the people."""

    role, weight = "partner", 60


class Coordinator(Person):
    role, weight = "coordinator", 20


class Area(Person):
    role, weight = "area", 6


class Ministry(Person):
    role, weight = "ministry", 4


class Public(Person):
    """Anybody with a certificate or a mail in the hand."""

    role, weight = "public", 10


class Core(Person):
    """The same number of people in core's project screens."""

    role, weight = "core", 1
