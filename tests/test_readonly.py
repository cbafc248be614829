"""What says of itself that it only reads does so: nothing falls back from the replica.

Odoo answers a request that writes after all a second time, from the primary; users
notice nothing, and the replica is of no use. So every route, method and report of ours
that declares itself is called on the demo data, and the server's log is read.
"""

import json
import re

import pytest

FALLBACK = "retrying with a read/write cursor"
# Needs two agreements of one region, one after the other.
NOT_PRINTED = {"seutuyp.compare.wizard"}
# What cannot be printed of any record.
PRINTED = {
    "seutuyp_network.report_agreement_signed": [("signing_state", "=", "complete")]
}
DECLARED = """
import json
OURS = "odoo.addons.seutuyp_"

def declares(model, name):
    for cls in type(model).mro():
        found = vars(cls).get(name)
        if found is not None and hasattr(found, "_readonly"):
            return cls.__module__.startswith(OURS) and found._readonly

methods = sorted({
    f"{name}.{attribute}"
    for name, model in env.items()
    for cls in type(model).mro() if cls.__module__.startswith(OURS)
    for attribute in vars(cls)
    if not attribute.startswith("_") and declares(model, attribute)
})
routes = {
    (rule.rule, bool(rule.endpoint.routing["readonly"]))
    for rule in env["ir.http"].routing_map().iter_rules()
    if rule.endpoint.func.__module__.startswith(OURS)
    and "GET" in (rule.methods or {"GET"})
    and rule.rule.split("/")[1] in ("seutuyp", "my")
}
reports = [
    (report.report_name, report.report_type, report.model)
    for report in env["ir.actions.report"].search([])
    if report._only_reads()
]
print("DECLARED", json.dumps([methods, sorted(routes), sorted(reports)]))
"""


# They tell how the primary is.
OF_THE_PRIMARY = {"/seutuyp/metrics", "/seutuyp/ready"}


@pytest.fixture(scope="module")
def reader(make_server):
    """A server that opens a read-only connection too, as with a replica."""
    return make_server("readonly", options=["--dev", "replica"])


@pytest.fixture(scope="module")
def declared(reader):
    """Methods, routes that a GET may take, and reports, as the server knows them."""
    (line,) = re.findall(r"^DECLARED (.*)$", reader.shell(DECLARED), re.MULTILINE)
    return json.loads(line)


@pytest.fixture(scope="module")
def find(reader):
    """`find("seutuyp.plan")`: the id of a demo record, as the administrator sees it."""
    rpc = reader.rpc()

    def first(model, *domain):
        found = rpc(model, "search", list(domain), limit=1)
        assert found, f"the demo data has no {model}"
        return found[0]

    return first


@pytest.fixture(scope="module")
def web(reader):
    """The web client's own way in, for the administrator."""
    return reader.session("admin")


@pytest.fixture
def said(reader):
    """What the server has logged since the test began."""
    start = len(reader.log.read_text())
    return lambda: reader.log.read_text()[start:]


def shown(said):
    """The lines of pages; on the way there may be one to the reader's language."""
    return [
        line
        for line in said().splitlines()
        if '"GET /' in line and 'HTTP/1.1" 303' not in line
    ]


def call(reader, web, method, arguments):
    model, name = method.rsplit(".", 1)
    params = {"model": model, "method": name, "args": arguments, "kwargs": {}}
    answer = web.post(
        f"{reader.url}/web/dataset/call_kw/{model}/{name}",
        json={"jsonrpc": "2.0", "method": "call", "params": params},
        timeout=60,
    ).json()
    assert "error" not in answer, answer["error"]["data"]["debug"]


def arguments_of(find):
    """Return {method: what it is called with}."""
    region = find("seutuyp.region", ("user_ids.login", "=", "coordinator"))
    return {
        "seutuyp.annual.calendar.get_wheel": [],
        "seutuyp.home.get_home": [],
        "seutuyp.home.get_mine": [],
        "seutuyp.plan.get_comparison": [
            [find("seutuyp.plan", ("version_ids", "!=", False))]
        ],
        "seutuyp.plan.get_grid": [[find("seutuyp.plan")]],
        "seutuyp.process.chart_data": [[find("seutuyp.process")]],
        "seutuyp.process.process_map": [],
        "seutuyp.referral.referral_statistics": [2026],
        "seutuyp.referral.suggest_receivers": [
            region,
            find("seutuyp.service"),
            find("seutuyp.segment"),
        ],
        "seutuyp.region.compare_services": [],
        "seutuyp.region.service_matrix": [[region]],
        "seutuyp.region.status.get_map": [],
    }


def test_methods_read_only(reader, declared, find, said):
    """Each method that the web client calls to show something, on a replica."""
    known = arguments_of(find)
    assert declared[0] == sorted(known), "a method declares itself: say how to call it"
    coordinator = reader.session("coordinator")
    for method, arguments in known.items():
        call(reader, coordinator, method, arguments)
    lines = [
        line for line in said().splitlines() if "POST /web/dataset/call_kw" in line
    ]
    assert len(lines) == len(known)
    assert all(line.endswith(" ro") for line in lines), lines
    assert FALLBACK not in said()


def test_routes_read_only(reader, web, declared, find, said):
    """What a GET shows may come from a replica, and does."""
    undeclared = {route for route, readonly in declared[1] if not readonly}
    assert undeclared == OF_THE_PRIMARY, (
        "opening a page writes nothing: readonly=page.only_reads"
    )
    version = find("seutuyp.process.version")
    process = find("seutuyp.process")
    pages = [
        "/my/agreements",
        "/my/brand",
        f"/my/brand/{find('seutuyp.brand.file')}",
        f"/my/brand/{find('seutuyp.brand.file')}/file",
        "/seutuyp/document",
        "/seutuyp/help",
        "/seutuyp/events",
        f"/seutuyp/wheel/{find('seutuyp.annual.calendar')}.svg",
        f"/seutuyp/plan/excel/{find('seutuyp.plan')}",
        f"/seutuyp/process/{process}/chart.svg",
        f"/seutuyp/process/version/{version}/chart.svg",
    ]
    for page in pages:
        web.get(reader.url + page, timeout=60)
    lines = shown(said)
    assert len(lines) >= len(pages)
    assert all(line.endswith(" ro") for line in lines), lines
    assert FALLBACK not in said()


def test_personal_links_read_only(reader, find, said):
    """A link that does not work is told from the replica too; a form is not."""
    for page in ("meeting/1", "update/x", "collect/x", "evaluate/x", "offers/1"):
        reader.session().get(f"{reader.url}/seutuyp/{page}", timeout=60)
    lines = shown(said)
    assert len(lines) >= 5
    assert all(line.endswith(" ro") for line in lines), lines


def test_just_posted_is_read_where_it_was_written(reader, said):
    """A replica may be a moment behind: the page after a form is the primary's."""
    reader.session().get(f"{reader.url}/seutuyp/update/x?told=1", timeout=60)
    (line,) = [line for line in said().splitlines() if "told=1" in line]
    assert line.endswith(" rw")


def test_reports_read_only(reader, web, declared, find, said):
    """PDFs and workbooks are downloaded from a replica, all of them that are ours."""
    form = web.get(f"{reader.url}/odoo", timeout=60).text
    token = re.search(r'csrf_token: "([^"]+)"', form)[1]
    start = len(said())
    kinds = {"qweb-pdf": "pdf", "xlsx": "xlsx"}
    failed = {}
    printed = [row for row in declared[2] if row[2] not in NOT_PRINTED]
    admin = reader.rpc()
    asked = find("seutuyp.commitment.followup")
    fields = ["agreement_id", "year"]
    (asked,) = admin("seutuyp.commitment.followup", "read", [asked], fields)
    filled_in = {
        "seutuyp.commitment.wizard": {
            "agreement_id": asked["agreement_id"][0],
            "year": asked["year"],
        },
        "seutuyp.export.wizard": {"scope": "nation"},
        "seutuyp.situation.wizard": {},
    }
    windows = {name: admin(name, "create", vals) for name, vals in filled_in.items()}
    for name, kind, model in printed:
        id_ = windows.get(model) or find(model, *PRINTED.get(name, ()))
        data = json.dumps([f"/report/{kinds[kind]}/{name}/{id_}", kind])
        form = {"data": data, "csrf_token": token, "context": "{}"}
        answer = web.post(f"{reader.url}/report/download", data=form, timeout=120)
        beginning = {"qweb-pdf": b"%PDF", "xlsx": b"PK"}[kind]
        if not answer.content.startswith(beginning):
            failed[name] = answer.text[-300:]
    assert not failed
    lines = [
        line for line in said()[start:].splitlines() if "POST /report/download" in line
    ]
    assert len(lines) == len(printed) > 10
    assert all(line.endswith(" ro") for line in lines), lines
