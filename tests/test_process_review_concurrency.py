"""Two people finish one review at the same moment: it is carried out once."""

import re

from lib.server import RpcError, sql
from lib.together import at_once

SETUP = """
Command = odoo.fields.Command
person = env["res.users"].search([("login", "=", "coordinator")]).partner_id
region = env["seutuyp.region"].search([("coordinator_id", "=", person.id)], limit=1)
process = env["seutuyp.process"].create(
    {"name": "Together", "region_id": region.id, "owner_id": person.id})
process._guarded().write({"state": "in_use", "version": 1})
review = env["seutuyp.process.review"].create(
    {"process_id": process.id, "outcome": "revise", "note": "At once"})
review.action_start()
env.cr.commit()
print("MADE", process.id, review.id)
"""


def test_two_finish_at_once(server, rpc):
    printed = server.shell(SETUP)
    process, review = map(int, re.search(r"MADE (\d+) (\d+)", printed).groups())
    first, second = rpc("coordinator"), rpc("admin")
    results = at_once(
        lambda: first("seutuyp.process.review", "action_finish", [review]),
        lambda: second("seutuyp.process.review", "action_finish", [review]),
    )
    refused = [result for result in results if isinstance(result, RpcError)]
    assert len(refused) == 1
    assert "UserError" in refused[0].name
    rows = sql(
        server.database,
        "SELECT transition FROM seutuyp_workflow_log WHERE (res_model, res_id) IN "
        f"(('seutuyp.process', {process}), ('seutuyp.process.review', {review})) "
        "AND transition IN ('revise', 'finish') ORDER BY transition",
    )
    assert re.findall(r"finish|revise", str(rows)) == ["finish", "revise"]
