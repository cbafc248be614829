"""What the trial's two parts share: the running containers, and people before them."""

import os
import re
import subprocess
import time
from functools import cache
from pathlib import Path

import requests

ADDRESS = os.environ["TRIAL_ADDRESS"]
HTTP = os.environ["TRIAL_HTTP"]
WORK = Path(os.environ["TRIAL_WORK"])
PASSWORD = "Kolmetoista kuusta 13"


def compose(*arguments, check=True, **options):
    """Run Compose and return what it printed."""
    done = subprocess.run(
        [*os.environ["TRIAL_COMPOSE"].split(), *arguments],
        check=False,
        capture_output=True,
        text=True,
        **options,
    )
    if check and done.returncode:
        raise RuntimeError(f"{arguments}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def podman(*arguments):
    done = subprocess.run(
        ["podman", *arguments], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{arguments}:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def containers(service):
    """The names of a service's running containers, in order."""
    label = f"label=com.docker.compose.service={service}"
    names = podman("ps", "--filter", label, "--format", "{{.Names}}").split()
    return sorted(name for name in names if "seutuyp-trial" in name)


def inside(service, *command):
    """What a command prints in a container of a service."""
    running = containers(service)
    if not running:
        raise RuntimeError(f"no container of {service} runs")
    return podman("exec", running[0], *command)


def archive(*arguments):
    """What docs/operation.md has run in the database's container for any moment."""
    run = ("exec", "-T", "db", "bash", "/usr/local/lib/archive.sh")
    return compose(*run, *arguments)


def sql(query, database="seutuyp", service="db"):
    """The rows of a query as lists of texts."""
    out = inside(
        service, "psql", "-X", "-At", "-U", "postgres", "-d", database, "-c", query
    )
    return [line.split("|") for line in out.splitlines()]


def go_back(*stopped):
    """Sign something, lose it, and go back to the moment between.

    The commands of docs/operation.md, until the database answers again; the table
    ``signed_today`` is there then.

    :param stopped: the services that rest meanwhile
    """
    archive("on")
    compose("restart", "db")
    wait(lambda: sql("SELECT 1"))
    assert "made /archive/base/" in archive("base")
    sql("CREATE TABLE signed_today ()")
    time.sleep(2)
    ((moment,),) = sql("SELECT now()")
    time.sleep(2)
    sql("DROP TABLE signed_today")
    compose("stop", *stopped)
    run = ("run", "--rm", "--no-deps", "-T", "--entrypoint", "bash", "db")
    compose(*run, "/usr/local/lib/archive.sh", "recover", moment)
    compose("up", "-d", "--no-deps", "db")
    wait(lambda: sql("SELECT pg_is_in_recovery()") == [["f"]])


def keep_no_archive():
    """Leave the database as it was before :func:`go_back`."""
    sql("DROP TABLE signed_today")
    sql("ALTER SYSTEM RESET archive_mode")
    compose("restart", "db")


@cache
def certificate():
    """The certificate made at the first start, to be trusted by name."""
    file = WORK / "fullchain.pem"
    file.write_text(
        inside("proxy", "cat", "/etc/nginx/certificates/fullchain.pem") + "\n"
    )
    return str(file)


def visitor():
    """A session of someone not logged in, who checks the certificate."""
    session = requests.Session()
    session.verify = certificate()
    # else a bundle named in the environment comes before it
    session.trust_env = False
    # Finnish by the server's choice, not by the visitor's
    session.headers["Accept-Language"] = ""
    return session


def wait(what, seconds=120):
    """Return the first true answer of a function."""
    end = time.monotonic() + seconds
    while True:
        try:
            answer = what()
        except (requests.RequestException, RuntimeError) as error:
            answer, reason = None, error
        else:
            reason = answer
        if answer:
            return answer
        assert time.monotonic() < end, f"in vain for {seconds} s: {reason}"
        time.sleep(1)


def wait_until_served(seconds=300):
    wait(lambda: visitor().get(f"{ADDRESS}/web/health", timeout=10).ok, seconds)


def token_of(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def first_login():
    """The link that the administrator gets from the command of the documentation."""
    out = compose("run", "--rm", "--no-deps", "-T", "odoo", "first-login")
    return re.search(r"https://\S+", out)[0]


def choose_password(link, password=PASSWORD):
    """Follow the link, choose a password and log in with it; return the session."""
    session = visitor()
    page = session.get(link)
    form = dict(
        re.findall(r'name="(login|name|token)"[^>]*?value="([^"]*)"', page.text)
    )
    token = re.search(r"token=([^&]+)", link)[1]
    answer = session.post(
        link,
        data={
            "login": "admin",
            "name": form.get("name", ""),
            "password": password,
            "confirm_password": password,
            "token": token,
            "csrf_token": token_of(page),
        },
    )
    assert answer.ok, answer.text[:2000]
    # choosing it does not log in
    return log_in(password)


def log_in(password=PASSWORD):
    """Log in as the administrator; None when refused."""
    session = visitor()
    answer = call(
        session,
        "/web/session/authenticate",
        db="seutuyp",
        login="admin",
        password=password,
    )
    return session if answer.get("result", {}).get("uid") else None


def call(session, path, **parameters):
    answer = session.post(f"{ADDRESS}{path}", json={"params": parameters}, timeout=120)
    answer.raise_for_status()
    return answer.json()


def method(session, model, name, *arguments, **keywords):
    """Call a method of a model as the web client does."""
    answer = call(
        session,
        f"/web/dataset/call_kw/{model}/{name}",
        model=model,
        method=name,
        args=arguments,
        kwargs=keywords,
    )
    assert "error" not in answer, answer
    return answer.get("result")
