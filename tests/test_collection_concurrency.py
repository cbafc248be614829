"""Two bring the same form at the same moment, and two send the same round."""

import base64
import io

import pytest
from lib.server import RpcError
from lib.together import at_once
from openpyxl import load_workbook


@pytest.fixture
def asked(rpc):
    """A round of Suupohja that asks its coordinator for two figures of its own."""
    keeper = rpc("coordinator")
    domain = [("module", "=", "seutuyp_network"), ("name", "=", "region_epo_04")]
    found = rpc("admin")("ir.model.data", "search_read", domain, ["res_id"])
    region = found[0]["res_id"]
    topic = keeper("seutuyp.indicator.topic", "search", [])[:1] or [
        rpc("admin")("seutuyp.indicator.topic", "create", {"code": "Z", "name": "Z"})
    ]
    indicators = []
    for code in ("SAMANAIKA-1", "SAMANAIKA-2"):
        domain = [("code", "=", code)]
        known = keeper("seutuyp.indicator", "search", domain)
        if not known:
            vals = {"code": code, "name": code, "topic_id": topic[0]}
            known = [
                keeper("seutuyp.indicator", "create", {**vals, "region_id": region})
            ]
            choice = {"region_id": region, "indicator_id": known[0]}
            keeper("seutuyp.indicator.choice", "create", choice)
        indicators += known
    return keeper(
        "seutuyp.collection",
        "create",
        {
            "level": "region",
            "region_ids": [(6, 0, [region])],
            "indicator_ids": [(6, 0, indicators)],
            "year": 2040,
            "deadline": "2041-01-31",
        },
    )


def filled(content):
    """Write a figure into every yellow cell."""
    book = load_workbook(io.BytesIO(content))
    page = next(page for page in book if page.sheet_state == "visible")
    for row in page.iter_rows(max_row=12):
        places = {str(cell.value): cell.column for cell in row}
        if "figure/value" in places:
            for number in range(row[0].row + 2, page.max_row + 1):
                if page.cell(number, places["figure/key"]).value:
                    page.cell(number, places["figure/value"]).value = number
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_two_send_the_round(rpc, asked):
    """One form a collector, however often it is sent."""

    def send():
        return rpc("coordinator")("seutuyp.collection", "action_open", [asked])

    answers = at_once(send, send, send)
    assert len([answer for answer in answers if answer is True]) == 1, answers
    domain = [("collection_id", "=", asked)]
    sheets = rpc("coordinator")("seutuyp.collection.sheet", "search", domain)
    assert len(sheets) == 1
    rpc("coordinator")("seutuyp.collection", "action_close", [asked])


def test_two_bring_the_same_form(server, rpc, asked):
    """Both looked at it, both save it at once: each figure once, nobody crashes."""
    keeper = rpc("coordinator")
    keeper("seutuyp.collection", "action_open", [asked])
    domain = [("collection_id", "=", asked)]
    (sheet,) = keeper("seutuyp.collection.sheet", "search", domain)
    session = server.session("coordinator")
    content = session.get(f"{server.url}/seutuyp/collection/{sheet}").content
    file = base64.b64encode(filled(content)).decode()

    def prepare():
        model = "seutuyp.collection.import.wizard"
        id_ = keeper(model, "create", {"sheet_id": sheet, "file": file})
        keeper(model, "action_preview", [id_])
        return lambda: rpc("coordinator")(model, "action_apply", [id_])

    answers = at_once(prepare(), prepare(), prepare())
    assert not [answer for answer in answers if isinstance(answer, RpcError)]
    domain = [
        ("date_to", "=", "2040-12-31"),
        ("indicator_id.code", "like", "SAMANAIKA"),
    ]
    rows = keeper("seutuyp.measurement", "search_read", domain, ["indicator_id"])
    assert len({row["indicator_id"][0] for row in rows}) == len(rows) == 2
    (state,) = keeper("seutuyp.collection.sheet", "read", [sheet], ["state"])
    assert state["state"] == "applied"
    keeper("seutuyp.collection.sheet", "action_confirm", [sheet])
    keeper("seutuyp.collection", "action_close", [asked])
