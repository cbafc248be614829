"""Several nodes, as docker/compose.scale.yaml adds them."""

import base64
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import stack
from stack import ADDRESS, archive, compose, inside, podman, sql

NEXT = "localhost/seutuyp-trial:next"
# The resolver's five of docker/nginx/seutuyp.conf.template, and one more.
DNS_SECONDS = 6


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
    # until then the proxy may know only the other node's address
    time.sleep(DNS_SECONDS)


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


def followers():
    """Who follows the primary, how far along, and whether commits wait for it."""
    query = "SELECT application_name, state, sync_state FROM pg_stat_replication"
    return sql(query, "postgres")


def streaming():
    return followers() == [["second", "streaming", "sync"]]


def wait_for(standby):
    """Say which replica a commit waits for, as docs/containers.md does."""
    change = f"ALTER SYSTEM SET synchronous_standby_names = '{standby}'"
    command = ("psql", "-U", "postgres", "-c", change, "-c", "SELECT pg_reload_conf()")
    compose("exec", "-T", "db", *command)


def test_replica_streams_and_is_waited_for():
    assert followers() == [["second", "streaming", "sync"]]
    assert sql("SELECT pg_is_in_recovery()", "postgres", "replica") == [["t"]]


def test_reading_goes_to_the_replica(admin):
    for _ in range(5):
        stack.method(admin, "res.partner", "web_search_read", [], {"name": {}})
    assert "node" in stack.wait(lambda: who("replica", "datname = 'seutuyp'"))


def assert_copied(session, name):
    """What is saved stands on the replica as soon as the answer has come."""
    (number,) = stack.method(session, "res.partner", "create", [{"name": name}])
    rows = sql(f"SELECT name FROM res_partner WHERE id = {number}", service="replica")
    assert rows == [[name]]


def test_writing_is_seen_on_the_replica_at_once(admin):
    assert_copied(admin, "Heti luettavissa")


def test_a_replica_that_was_away_catches_up(admin):
    compose("stop", "replica")
    compose("start", "replica")
    stack.wait(streaming)
    assert_copied(admin, "Jälleen")


def test_going_on_without_the_replica(admin):
    compose("stop", "replica")
    values = [{"name": "Ilman kopiota"}]
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(stack.method, admin, "res.partner", "create", values)
        with pytest.raises(TimeoutError):
            saving.result(timeout=10)
        wait_for("")
        (number,) = saving.result(timeout=60)
    compose("start", "replica")
    wait_for("second")
    stack.wait(streaming)
    rows = sql(f"SELECT name FROM res_partner WHERE id = {number}", service="replica")
    assert rows == [["Ilman kopiota"]]


def test_a_third_node_is_found_by_the_proxy(admin):
    two = set(stack.containers("odoo"))
    compose("up", "-d", "--scale", "odoo=3")
    (third,) = set(stack.containers("odoo")) - two
    stack.wait(lambda: podman("exec", third, "seutuyp", "healthy") == "", 180)
    time.sleep(DNS_SECONDS)
    for name in two:
        podman("kill", "--signal", "KILL", name)
    try:
        stack.wait_until_served(30)
        answer = stack.call(admin, "/web/session/get_session_info")
        assert answer["result"]["username"] == "admin"
    finally:
        for name in two:
            podman("start", name)
        compose("up", "-d")
    assert len(stack.containers("odoo")) == 2
    stack.wait_until_served()


def test_back_to_a_moment_with_a_replica():
    """The commands of docs/operation.md for several machines, in their order."""
    stack.go_back("odoo", "cron", "replica", "db")
    compose("rm", "--stop", "--force", "replica")
    podman("volume", "rm", "seutuyp-trial_replica")
    compose("up", "-d", "--no-deps", "replica")
    stack.wait(streaming)
    compose("up", "-d")
    stack.wait_until_served()
    assert "made /archive/base/" in archive("base")
    for service in ("db", "replica"):
        rows = sql("SELECT to_regclass('signed_today')", service=service)
        assert rows == [["signed_today"]]
    assert_copied(stack.log_in(), "Palautuksen jälkeen")
    stack.keep_no_archive()
    stack.wait(streaming)


@pytest.fixture
def next_image():
    """An image like ours, one version on."""
    manifest = "/opt/seutuyp/addons/seutuyp_network/__manifest__.py"
    change = (
        f"""sed -i -E 's/"version": "[0-9.]+"/"version": "19.0.99.0.0"/' {manifest}"""
    )
    lines = f"FROM localhost/seutuyp-trial:19.0\nUSER root\nRUN {change}\nUSER odoo\n"
    (stack.WORK / "Dockerfile.next").write_text(lines)
    podman("build", "-q", "-t", NEXT, "-f", str(stack.WORK / "Dockerfile.next"))
    return NEXT


# Last: there is no way back.
def test_a_newer_image_updates_the_database(next_image):
    admin = stack.log_in()
    kind = stack.method(admin, "seutuyp.actor.type", "search", [], limit=1)
    stack.method(admin, "seutuyp.actor.type", "write", kind, {"name": "Omin sanoin"})
    compose("up", "-d", env={**os.environ, "SEUTUYP_IMAGE": next_image})
    stack.wait_until_served()
    said = compose("logs", "--no-log-prefix", "database")
    assert "updating the database to this image" in said
    query = "SELECT latest_version FROM ir_module_module WHERE name = 'seutuyp_network'"
    assert sql(query) == [["19.0.99.0.0"]]
    # nobody has to log in again, and what was edited stands
    (read,) = stack.method(admin, "seutuyp.actor.type", "read", kind, ["name"])
    assert read["name"] == "Omin sanoin"
    stack.wait(streaming)
