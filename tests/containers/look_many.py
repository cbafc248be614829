"""Several nodes, as docker/compose.scale.yaml adds them."""

import base64

import pytest
import stack
from stack import ADDRESS, compose, inside, podman, sql


@pytest.fixture(scope="module", autouse=True)
def served():
    stack.wait_until_served()


@pytest.fixture(scope="module")
def admin():
    return stack.log_in() or stack.choose_password(stack.first_login())


@pytest.fixture
def without():
    """End one node as a power cut would; it is back afterwards."""
    ended = []

    def end(name):
        podman("kill", "--signal", "KILL", name)
        ended.append(name)

    yield end
    for name in ended:
        podman("start", name)
        stack.wait(
            lambda name=name: podman("exec", name, "seutuyp", "healthy") == "", 180
        )


def who(service, what):
    """The nodes that the application names of connections tell of."""
    query = f"SELECT DISTINCT split_part(application_name, '-', 1) FROM pg_stat_activity WHERE {what}"
    return {name for (name,) in sql(query, "postgres", service)}


def files_in(node, folder):
    """The number of files in a folder of the node's own data folder."""
    command = "cd $(sed -n 's/^data_dir = //p' /tmp/odoo.conf) && find . -type f"
    found = podman("exec", node, "sh", "-c", command).splitlines()
    return len([file for file in found if file.startswith(f"./{folder}/")])


def test_two_nodes_run():
    assert len(stack.containers("odoo")) == 2


@pytest.mark.parametrize("index", [0, 1])
def test_either_node_serves_alone(admin, without, index):
    without(stack.containers("odoo")[index])
    for _ in range(10):
        assert admin.get(f"{ADDRESS}/web/health", timeout=30).status_code == 200
        # the session was begun at one of the two
        answer = stack.call(admin, "/web/session/get_session_info")
        assert answer["result"]["username"] == "admin"


def test_sessions_stand_in_a_database_of_their_own(admin):
    assert int(sql("SELECT count(*) FROM http_sessions", "sessions")[0][0]) > 0
    for node in stack.containers("odoo"):
        assert files_in(node, "sessions") == 0


@pytest.mark.parametrize("index", [0, 1])
def test_files_are_found_by_either_node(admin, without, index):
    content = f"yhteistä {index} ".encode() * 9000
    values = {"name": "yhteinen.txt", "datas": base64.b64encode(content).decode()}
    (number,) = stack.method(admin, "ir.attachment", "create", [values])
    without(stack.containers("odoo")[index])
    assert admin.get(f"{ADDRESS}/web/content/{number}", timeout=30).content == content


def test_no_attachment_stays_in_a_node():
    for node in [*stack.containers("odoo"), *stack.containers("cron")]:
        assert files_in(node, "filestore") == 0
    assert (
        int(inside("odoo", "sh", "-c", "find /srv/seutuyp-files -type f | wc -l")) > 0
    )


def test_scheduled_actions_run_on_the_cron_node_alone():
    # who runs them waits in the database postgres for word of new ones
    listening = "datname = 'postgres' AND usename = 'odoo'"
    assert stack.wait(lambda: who("db", listening)) == {"cron"}


def test_mail_is_sent_by_the_cron_node(admin):
    values = {
        "subject": "Jonosta",
        "body_html": "<p>moi</p>",
        "email_to": "maija@example.fi",
    }
    stack.method(admin, "mail.mail", "create", [values])
    (cron,) = stack.method(
        admin,
        "ir.cron",
        "search_read",
        [["model_id.model", "=", "mail.mail"], ["code", "like", "process_email_queue"]],
        ["id"],
    )
    sql(
        f"UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' WHERE id = {cron['id']}"
    )
    stack.wait(
        lambda: (
            "Subject: Jonosta" in inside("mail", "sh", "-c", "cat /tmp/mail/box/new/*")
        ),
        150,
    )


def test_replica_streams_and_is_waited_for():
    (row,) = sql(
        "SELECT application_name, state, sync_state FROM pg_stat_replication",
        "postgres",
    )
    assert row == ["second", "streaming", "sync"]
    assert sql("SELECT pg_is_in_recovery()", "postgres", "replica") == [["t"]]


def test_reading_goes_to_the_replica(admin):
    for _ in range(5):
        stack.method(admin, "res.partner", "web_search_read", [], {"name": {}})
    assert "node" in stack.wait(lambda: who("replica", "datname = 'seutuyp'"))


def test_writing_is_seen_on_the_replica_at_once(admin):
    (number,) = stack.method(
        admin, "res.partner", "create", [{"name": "Heti luettavissa"}]
    )
    rows = sql(f"SELECT name FROM res_partner WHERE id = {number}", service="replica")
    assert rows == [["Heti luettavissa"]]


def test_a_replica_that_was_away_catches_up(admin):
    compose("stop", "replica")
    compose("start", "replica")
    stack.wait(
        lambda: sql(
            "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'", "postgres"
        )
    )
    (number,) = stack.method(admin, "res.partner", "create", [{"name": "Jälleen"}])
    rows = sql(f"SELECT name FROM res_partner WHERE id = {number}", service="replica")
    assert rows == [["Jälleen"]]
