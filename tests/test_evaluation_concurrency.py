"""Answers to a self-evaluation that come at the same moment: each counts once."""

import json
import re

import pytest
from lib.server import sql
from lib.together import at_once

SETUP = """
import json, re
Command = odoo.fields.Command
number = env["seutuyp.region"].search_count([("code", "like", "EVAL")])
people = env["res.partner"].create([
    {"name": f"Eval {number} {place}", "email": f"eval{number}{place}@example.com",
     "lang": "en_US"} for place in range(4)])
region = env["seutuyp.region"].create({"code": f"EVAL{number}", "name": "Eval",
    "coordinator_id": people[0].id})
group = env["seutuyp.group"].create({"name": f"Eval {number}", "kind": "steering",
    "region_ids": [Command.set(region.ids)], "member_ids": [
        Command.create({"partner_id": person.id, "date_from": "2020-01-01"})
        for person in people]})
evaluation = env["seutuyp.evaluation"].create({"group_id": group.id})
evaluation.action_open()
mails = env["mail.mail"].search([("email_to", "like", f"eval{number}")])
secrets = [re.search(r"/evaluate/([\\w-]+)", mail.body_html)[1] for mail in mails]
pages = evaluation.survey_id.page_ids.sorted("sequence")
made = {"id": evaluation.id, "secrets": secrets, "pages": [
    {"id": page.id, "scales": page.question_ids.filtered(
        lambda one: one.question_type == "scale").ids} for page in pages]}
mails.unlink()
env.cr.commit()
print("MADE", json.dumps(made))
"""


@pytest.fixture
def made(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


class Member:
    """Somebody with a link, at the questions."""

    def __init__(self, server, made, place):
        self.server, self.made = server, made
        self.session = server.session()
        address = f"{server.url}/seutuyp/evaluate/{made['secrets'][place]}"
        page = self.session.get(address, timeout=60).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        answer = self.session.post(address, data={"csrf_token": token}, timeout=60)
        self.tokens = "/".join(answer.url.split("?")[0].split("/")[-2:])

    def send(self, page, number=5):
        values = {str(question): str(number) for question in page["scales"]}
        return self.session.post(
            f"{self.server.url}/survey/submit/{self.tokens}",
            json={"params": {"page_id": page["id"], **values}},
            timeout=120,
        ).json()

    def send_all_but_last(self):
        for page in self.made["pages"][:-1]:
            self.send(page)


def counted(server, made):
    query = "SELECT answer_count FROM seutuyp_evaluation WHERE id = %s"
    return sql(server.database, query, made["id"])[0][0]


def test_pressed_twice(server, made):
    member = Member(server, made, 0)
    member.send_all_but_last()
    last = made["pages"][-1]
    results = at_once(lambda: member.send(last), lambda: member.send(last))
    refused = [result for result in results if "unauthorized" in json.dumps(result)]
    assert len(refused) == 1
    assert not [result for result in results if "error" in result]
    assert counted(server, made) == 1


def test_two_members_at_once(server, made):
    members = [Member(server, made, place) for place in range(3)]
    for member in members:
        member.send_all_but_last()
    last = made["pages"][-1]
    results = at_once(*(lambda one=one: one.send(last) for one in members))
    assert "error" not in json.dumps(results)
    assert counted(server, made) == 3
    stamps = sql(
        server.database,
        "SELECT DISTINCT a.xmin::text, a.write_date, a.write_uid"
        " FROM survey_user_input a"
        " JOIN seutuyp_evaluation e ON e.survey_id = a.survey_id WHERE e.id = %s",
        made["id"],
    )
    assert len(stamps) == 1
