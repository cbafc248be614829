"""One machine, as docker/compose.yaml makes it, seen from outside and from inside."""

import base64
import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import stack
import websocket
from playwright.sync_api import sync_playwright
from stack import ADDRESS, HTTP, PASSWORD, compose, inside, sql

ADDONS = ["seutuyp_network", "seutuyp_planning", "seutuyp_process", "seutuyp_reporting"]
LONG_RUNNING = ["db", "odoo", "proxy"]
TOKEN = "Bearer metrics-Token: 1"
SECRET = "a-personal-link-that-must-not-be-written-down"


@pytest.fixture(scope="module", autouse=True)
def served():
    stack.wait_until_served()


@pytest.fixture(scope="module")
def visitor():
    return stack.visitor()


@pytest.fixture(scope="module")
def admin():
    """The administrator, after the password has been chosen."""
    return stack.log_in() or stack.choose_password(stack.first_login())


# What visitors meet


def test_health_over_tls(visitor):
    answer = visitor.get(f"{ADDRESS}/web/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "pass"})
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{ADDRESS}/web/health", timeout=10)


def test_http_leads_to_tls(visitor):
    answer = visitor.get(f"{HTTP}/odoo?x=1", allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"{ADDRESS}/odoo?x=1",
    )


def test_login_page(visitor):
    """Odoo shows it in the language that the browser asks for."""
    page = visitor.get(f"{ADDRESS}/web/login", headers={"Accept-Language": "fi"})
    assert page.status_code == 200
    assert 'name="login"' in page.text
    assert re.search(r'<html[^>]* lang="fi', page.text)
    assert "Salasana" in page.text
    assert "/web/signup" not in page.text


def test_nobody_waits_for_scripts_and_styles(visitor):
    page = visitor.get(f"{ADDRESS}/web/login")
    needed = set(re.findall(r'="(/web/assets/[^"]+)"', page.text))
    made = {url for (url,) in sql("SELECT url FROM ir_attachment WHERE url <> ''")}
    assert needed
    assert needed <= made
    names = {url.split("/")[-1] for url in made}
    assert {"web.assets_web.min.js", "web.assets_web.min.css"} <= names


@pytest.mark.parametrize(
    "path", ["/web/login", "/web/health", "/seutuyp/help", "/nothing-here"]
)
def test_headers(visitor, path):
    headers = visitor.get(f"{ADDRESS}{path}").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert not re.search(r"\d", headers["Server"])


def test_cookies_go_over_tls_alone():
    cookies = list(stack.visitor().get(f"{ADDRESS}/web/login").cookies)
    assert "session_id" in {cookie.name for cookie in cookies}
    assert all(cookie.secure for cookie in cookies)


def test_a_page_behind_a_link_keeps_its_stricter_policy(visitor):
    page = visitor.get(f"{ADDRESS}/seutuyp/evaluate/{SECRET}")
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_gzip(visitor):
    page = visitor.get(f"{ADDRESS}/web/login")
    style = re.search(r'href="(/web/assets/[^"]+\.css)"', page.text)[1]
    packed = visitor.get(
        f"{ADDRESS}{style}", stream=True, headers={"Accept-Encoding": "gzip"}
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    raw = packed.raw.read(decode_content=False)
    assert len(raw) * 3 < len(gzip.decompress(raw))


@pytest.mark.parametrize("page", ["manager", "selector", "create", "restore", "backup"])
def test_database_manager_is_closed(visitor, page):
    assert visitor.get(f"{ADDRESS}/web/database/{page}").status_code == 404
    assert visitor.post(f"{ADDRESS}/web/database/{page}").status_code == 404


def test_databases_are_not_listed(visitor):
    call = {"service": "db", "method": "list", "args": []}
    answer = visitor.post(f"{ADDRESS}/jsonrpc", json={"params": call}).json()
    assert "AccessDenied" in json.dumps(answer)
    call = {"service": "db", "method": "drop", "args": ["admin", "seutuyp"]}
    answer = visitor.post(f"{ADDRESS}/jsonrpc", json={"params": call}).json()
    assert "AccessDenied" in json.dumps(answer)


# Whoever watches


def test_ready(visitor):
    answer = visitor.get(f"{ADDRESS}/seutuyp/ready")
    assert answer.status_code == 200
    assert set(answer.json()["checks"].values()) == {True}


@pytest.mark.parametrize(
    "path",
    [
        "/seutuyp/metrics",
        "/fi/seutuyp/metrics",
        "//seutuyp//metrics",
        "/seutuyp/metrics/",
    ],
)
def test_metrics_are_not_for_the_world(visitor, path):
    answer = visitor.get(f"{ADDRESS}{path}", headers={"Authorization": TOKEN})
    assert answer.status_code == 403


def test_metrics_ask_for_the_token():
    ask = ["curl", "-s", "-w", "%{http_code}", "http://127.0.0.1:8069/seutuyp/metrics"]
    assert inside("odoo", *ask) == "401"
    numbers = inside("odoo", *ask, "-H", f"Authorization: {TOKEN}")
    assert numbers.endswith("200")
    assert "seutuyp_database_bytes" in numbers


# What the first start has made


def test_database_sorts_the_finnish_way():
    (row,) = sql(
        "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'seutuyp'"
    )
    assert row == ["i", "fi-FI"]
    names = sql(
        "SELECT x FROM unnest(ARRAY['Ähtäri', 'Zetor', 'espoo', 'Örebro']) x ORDER BY x"
    )
    assert [name for (name,) in names] == ["espoo", "Zetor", "Ähtäri", "Örebro"]


def test_company_languages_and_addons():
    (company,) = sql(
        "SELECT country.code, currency.name FROM res_company JOIN res_partner ON partner_id = res_partner.id "
        "JOIN res_country country ON country.id = res_partner.country_id "
        "JOIN res_currency currency ON currency.id = res_company.currency_id"
    )
    assert company == ["FI", "EUR"]
    languages = sql("SELECT code FROM res_lang WHERE active ORDER BY code")
    assert [code for (code,) in languages] == ["en_US", "fi_FI", "sv_SE"]
    assert sql("SELECT DISTINCT lang FROM res_partner") == [["fi_FI"]]
    installed = sql(
        "SELECT name FROM ir_module_module WHERE state = 'installed' AND name LIKE 'seutuyp%' ORDER BY name"
    )
    assert [name for (name,) in installed] == ADDONS
    assert (
        sql(
            "SELECT 1 FROM ir_module_module WHERE state IN ('to install', 'to upgrade')"
        )
        == []
    )


def test_no_demo_data_and_no_demo_accounts():
    assert sql("SELECT login FROM res_users WHERE active") == [["admin"]]
    assert sql("SELECT 1 FROM ir_module_module WHERE demo") == []
    assert sql("SELECT count(*) FROM seutuyp_agreement") == [["0"]]
    assert sql("SELECT count(*) > 60 FROM seutuyp_region") == [["t"]]


def test_the_application_has_no_special_rights_in_the_database():
    (rights,) = sql(
        "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'odoo'"
    )
    assert rights == ["f", "f", "f"]


# The first password


def test_nobody_gets_in_before_the_password_is_chosen():
    if stack.log_in():
        pytest.skip("it has been chosen: this is not the first look")
    assert sql("SELECT 1 FROM res_users WHERE password IS NOT NULL") == []
    assert not stack.log_in("admin")
    assert not stack.log_in("")
    link = stack.first_login()
    assert link.startswith(f"{ADDRESS}/web/reset_password?")
    assert stack.choose_password(link)
    assert stack.log_in()
    again = stack.visitor().get(link)
    assert "confirm_password" not in again.text
    assert not stack.choose_password(link, "Toinen salasana 14")
    assert stack.log_in()


# The web client


def test_websocket(admin):
    cookie = f"session_id={admin.cookies['session_id']}"
    live = websocket.create_connection(
        f"{ADDRESS.replace('https', 'wss')}/websocket?version=19.0-1",
        cookie=cookie,
        origin=ADDRESS,
        sslopt={"ca_certs": stack.certificate()},
        timeout=20,
    )
    assert live.getstatus() == 101
    live.close()


def test_web_client_works_under_the_headers(admin):
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            # the certificate for trying, for service workers too
            args=["--no-sandbox", "--ignore-certificate-errors"],
        )
        context = chromium.new_context(
            base_url=ADDRESS, ignore_https_errors=True, locale="fi-FI"
        )
        page = context.new_page()
        page.set_default_timeout(180_000)  # a slow machine
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda entry: entry.type == "error" and errors.append(entry.text)
        )
        page.goto("/web/login")
        page.fill("input[name=login]", "admin")
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_selector(".o_main_navbar")
        page.goto("/odoo/action-base.action_partner_form")
        page.wait_for_selector(
            ".o_content .o_list_renderer, .o_content .o_kanban_renderer"
        )
        page.screenshot(path=str(stack.WORK / "client.png"))
        chromium.close()
    assert errors == []


def test_files_survive_the_containers(admin):
    content = base64.b64encode(b"kest\xc3\xa4v\xc3\xa4" * 5000).decode()
    values = {"name": "kestävä.txt", "datas": content, "public": False}
    (number,) = stack.method(admin, "ir.attachment", "create", [values])
    before = stack.containers("odoo")
    compose("down", "--timeout", "30")
    assert stack.containers("odoo") == []
    compose("up", "-d")
    stack.wait_until_served()
    assert before == stack.containers("odoo")
    file = admin.get(f"{ADDRESS}/web/content/{number}")
    assert file.status_code == 200  # neither file nor session was lost
    assert file.content == b"kest\xc3\xa4v\xc3\xa4" * 5000
    assert sql("SELECT login FROM res_users WHERE active") == [["admin"]]


def test_mail_goes_through_the_relay(admin):
    values = {
        "subject": "Postia",
        "body_html": "<p>moi</p>",
        "email_to": "maija@example.fi",
    }
    (mail,) = stack.method(admin, "mail.mail", "create", [values])
    stack.method(admin, "mail.mail", "send", [mail])
    state = stack.method(
        admin,
        "mail.mail",
        "search_read",
        [["id", "=", mail]],
        ["state", "failure_reason"],
    )
    assert not state or state[0]["state"] == "sent", state
    letters = inside("mail", "sh", "-c", "cat /tmp/mail/box/new/*")
    assert "Subject: Postia" in letters
    assert "palvelut@example.fi" in letters
    (server,) = sql(
        "SELECT smtp_host, smtp_encryption, smtp_user FROM ir_mail_server WHERE active"
    )
    assert server == ["mail", "starttls", "relay"]


# Backups


@pytest.fixture(scope="module")
def backup():
    made = compose("run", "--rm", "-T", "backup")
    return re.search(r"Backup: (/backups/\S+)", made)[1]


def test_backup_comes_back_as_a_harmless_copy(admin, backup):
    restore = ["restore", backup, "--db", "kopio", "--copy"]
    assert "Restored: kopio" in compose("run", "--rm", "-T", "backup", *restore)
    (owner,) = sql(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'kopio'"
    )
    assert owner == ["odoo"]
    users = "SELECT login, password FROM res_users WHERE active"
    assert sql(users, "kopio") == sql(users)
    sql("DROP DATABASE kopio")
    inside("odoo", "rm", "-r", "/var/lib/odoo/filestore/kopio")


def test_backup_is_encrypted_for_a_key(admin):
    key = compose("run", "--rm", "-T", "--entrypoint", "age-keygen", "backup")
    recipient = re.search(r"age1\w+", key)[0]
    made = compose("run", "--rm", "-T", "backup", "backup", "--encrypt", recipient)
    backup = re.search(r"Backup: (/backups/\S+)", made)[1]
    listed = compose("run", "--rm", "-T", "--entrypoint", "ls", "backup", backup)
    assert {"database.dump.age", "files.tar.age"} < set(listed.split())
    refused = compose("run", "--rm", "-T", "backup", "restore", backup, check=False)
    assert "this backup is encrypted" in refused


def test_backup_takes_the_place_of_what_is_served(admin, backup):
    (lost,) = stack.method(admin, "res.partner", "create", [{"name": "Vahingossa"}])
    compose("stop", "odoo")
    restore = ["restore", backup, "--db", "seutuyp", "--replace"]
    assert "Restored: seutuyp" in compose("run", "--rm", "-T", "backup", *restore)
    compose("up", "-d")
    stack.wait_until_served()
    assert sql(f"SELECT 1 FROM res_partner WHERE id = {lost}") == []
    assert stack.log_in()


# Any moment


def test_back_to_the_moment_before_a_mistake():
    """The commands of docs/operation.md, in their order."""
    stack.go_back("odoo", "db")
    assert sql("SELECT to_regclass('signed_today')") == [["signed_today"]]
    compose("up", "-d")
    stack.wait_until_served()
    assert stack.log_in()
    stack.keep_no_archive()
    stack.wait(lambda: inside("odoo", "seutuyp", "healthy") == "")


# The containers


@pytest.mark.parametrize("service", LONG_RUNNING)
def test_container_may_do_little(service):
    status = dict(
        line.split(":\t", 1)
        for line in inside(service, "cat", "/proc/1/status").splitlines()
        if ":\t" in line
    )
    assert "0" not in status["Uid"].split()
    assert int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0
    assert status["NoNewPrivs"] == "1"
    for place in ("/", "/usr/local/bin", "/etc"):
        with pytest.raises(RuntimeError, match="Read-only file system"):
            inside(service, "touch", f"{place}/x")


@pytest.mark.parametrize("service", LONG_RUNNING)
def test_container_is_healthy_and_limited(service):
    container = json.loads(stack.podman("inspect", stack.containers(service)[0]))[0]
    assert container["State"]["Health"]["Status"] == "healthy"
    assert container["HostConfig"]["Memory"] > 0
    assert container["HostConfig"]["PidsLimit"] > 0


def test_without_its_database_it_is_not_ready():
    compose("stop", "db")
    try:
        with pytest.raises(RuntimeError, match=r'"database": false|no answer'):
            inside("odoo", "seutuyp", "healthy")
    finally:
        compose("start", "db")
    stack.wait(lambda: inside("odoo", "seutuyp", "healthy") == "")


def test_passwords_stand_in_files_only():
    superuser = inside("db", "cat", "/run/seutuyp/superuser/postgres")
    secrets = [
        inside("odoo", "cat", "/run/seutuyp/secrets/odoo"),
        superuser,
        "relay-Password",
        "metrics-Token",
    ]
    assert all(secrets)
    # PostgreSQL's image hands it to PostgreSQL, whose own it is
    known = {("db", superuser)}
    for secret in secrets:
        for service in LONG_RUNNING:
            look = "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'"
            seen = secret in inside(service, "sh", "-c", f"{look}; true")
            assert seen <= ((service, secret) in known)
    assert "/run/seutuyp" not in inside("proxy", "cat", "/proc/mounts")
    # the database server's own account is not the application's to use
    assert "/run/seutuyp/superuser" not in inside("odoo", "cat", "/proc/mounts")


def test_the_database_has_no_way_out_and_no_door():
    container = json.loads(stack.podman("inspect", stack.containers("db")[0]))[0]
    assert not any((container["HostConfig"]["PortBindings"] or {}).values())
    with pytest.raises(RuntimeError):
        inside("db", "bash", "-c", "timeout 5 bash -c '</dev/tcp/1.1.1.1/443'")


def test_started_again_nothing_changes():
    out = compose("run", "--rm", "--no-deps", "-T", "database", "prepare")
    assert "making" not in out and "updating" not in out
    assert "the database is ready" in out


def test_wrong_settings_are_told_in_a_sentence():
    for service, setting, expected in (
        ("database", "SMTP_ENCRYPTION=tls", "SMTP_ENCRYPTION=tls: use one of"),
        ("database", "SMTP_PORT=abc", "SMTP_PORT=abc: use a number"),
        ("secrets", "ADDRESS=palvelut.fi", "use https:// and the host name"),
    ):
        # podman forgets the status of a container that removes itself
        out = compose("run", "--rm", "--no-deps", "-T", "-e", setting, service)
        assert expected in out
        assert "is ready" not in out


# Floods come last: whoever sends one is turned away for a while.


def test_links_are_not_written_down(visitor):
    visitor.get(f"{ADDRESS}/seutuyp/evaluate/{SECRET}")
    visitor.get(f"{ADDRESS}/my/agreements/1?token={SECRET}")
    visitor.get(f"{ADDRESS}/web/reset_password?token={SECRET}")
    for service in ("proxy", "odoo"):
        logs = compose("logs", "--no-log-prefix", service)
        assert SECRET not in logs
    recorded = compose("logs", "--no-log-prefix", "proxy")
    assert '"path":"/seutuyp/evaluate/***"' in recorded
    assert '"path":"/my/agreements/1?***"' in recorded


def flood(send, number):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda _: send().status_code, range(number)))


def test_flood_of_links(visitor):
    codes = flood(lambda: visitor.get(f"{ADDRESS}/seutuyp/licence/{SECRET}"), 300)
    assert 429 in codes
    assert visitor.get(f"{ADDRESS}/web/health").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/web/login",
        "/web/reset_password",
        "/fi/web/login",
        "//web//login",
        "/web/session/authenticate",
    ],
)
def test_flood_of_logins(visitor, path):
    codes = flood(
        lambda: visitor.post(
            f"{ADDRESS}{path}", data={"login": "admin", "password": "x"}
        ),
        40,
    )
    assert codes.count(429) >= 25
    assert visitor.get(f"{ADDRESS}/web/login").status_code == 200
