"""What those see who watch a server: readiness, metrics, and a log without secrets."""

import json
import re
import time
from pathlib import Path

import pytest
import requests
import yaml
from lib.server import sql
from prometheus_client.parser import text_string_to_metric_families

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "a-token-for-tests-only"
SECRET = "0qT3kXv1m9_Zr7-aBcDeFgHiJkLmNoPqRsTuVwXyZ12"


@pytest.fixture(scope="module")
def watched(make_server, tmp_path_factory):
    """A server that logs JSON and has a token for its metrics in a file."""
    file = tmp_path_factory.mktemp("secret") / "token"
    file.write_text(f"{TOKEN}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUYP_LOG", "json")
        patch.setenv("SEUTUYP_METRICS_TOKEN_FILE", str(file))
        made = make_server("watched", template="plain")
    yield made  # other servers begin without these settings


def ready(server):
    return requests.get(f"{server.url}/seutuyp/ready", timeout=60)


def wait_for(condition):
    end = time.monotonic() + 30
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def test_ready_follows_the_database(watched):
    answer = ready(watched)
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert not answer.cookies
    name = watched.database
    sql("postgres", f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    try:
        sql(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            name,
        )
        answer = ready(watched)
        assert answer.status_code == 503
        assert answer.json()["checks"] == {"database": False}
        assert requests.get(f"{watched.url}/web/health", timeout=60).status_code == 200
    finally:
        sql("postgres", f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    assert wait_for(lambda: ready(watched).status_code == 200)


def metrics(server, token=TOKEN):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.get(f"{server.url}/seutuyp/metrics", headers=headers, timeout=60)


def test_metrics_are_for_those_with_the_token(watched, server):
    assert metrics(server).status_code == 404  # nobody has set one there
    assert metrics(watched, None).status_code == 401
    assert metrics(watched, "wrong").status_code == 401
    assert metrics(watched).status_code == 200


def test_alerts_and_manual_speak_of_metrics_that_exist(watched):
    sql(
        watched.database,
        "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)",
        "seutuyp.last_backup",
        "2027-03-02T02:10:00Z",
    )
    text = metrics(watched).text
    found = {family.name for family in text_string_to_metric_families(text)}
    alerts = yaml.safe_load((ROOT / "docs/watching/alerts.yaml").read_text())
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    asked = {
        name for rule in rules for name in re.findall(r"seutuyp_\w+", rule["expr"])
    }
    assert asked
    assert asked <= found
    manual = (ROOT / "docs/watching.md").read_text()
    told = set(re.findall(r"`(seutuyp_\w+)", manual)) - {"seutuyp_network"}
    assert told == found


def test_log_is_json_without_secrets(watched):
    paths = [
        f"/seutuyp/licence/{SECRET}",
        f"/fi/seutuyp/update/{SECRET}",
        f"/seutuyp/calendar/{SECRET}.ics",
        f"/my/agreements/1?party=1&token={SECRET}",
        f"/web/login?redirect=%2Fmy%2Fagreements%2F1%3Ftoken%3D{SECRET}",
        f"/survey/start/{SECRET}?answer_token={SECRET}",
    ]
    for path in paths:
        requests.get(watched.url + path, timeout=60, allow_redirects=False)
    assert wait_for(lambda: "answer_token=***" in watched.log.read_text())
    text = watched.log.read_text()
    assert SECRET not in text
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("{"))
    assert first < 10
    logged = [json.loads(line) for line in lines[first:]]
    requested = [line for line in logged if line["logger"] == "werkzeug"]
    update = next(line for line in requested if "/update/" in line["path"])
    assert update["path"] == "/fi/seutuyp/update/***"
    assert update["queries"] >= 0


def test_text_log_holds_no_secrets(server):
    requests.get(f"{server.url}/seutuyp/licence/{SECRET}", timeout=60)
    assert wait_for(lambda: "/seutuyp/licence/***" in server.log.read_text())
    assert SECRET not in server.log.read_text()
