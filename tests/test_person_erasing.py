"""Everybody of the demo story asks to be erased: nothing tells of them but evidence."""

import json

from lib.server import UNSCHEDULED

# Where a person may still be named, and why. Everything else is a mistake.
KEPT = {
    # signed, or the text that was signed: evidence of an agreement
    "seutuyp_agreement_amendment_signer.signatory_email",
    "seutuyp_agreement_content.payload",
    "seutuyp_agreement_content.translations",
    "seutuyp_agreement_party.signatory_email",
    "seutuyp_agreement_section.body",
    "seutuyp_agreement_section_translation.body",
    "seutuyp_signature.email",
    "seutuyp_signature.signer_name",
    # decisions with their grounds, minutes, approved versions: the archive law
    "calendar_event.minutes_fi",
    "seutuyp_agreement_assessment.frozen_evidence",
    "seutuyp_licence.baseline",
    "seutuyp_licence_case.answer",
    "seutuyp_licence_case_line.accepted_findings",
    "seutuyp_licence_case_line.accepted_text",
    "seutuyp_process_version.snapshot",
    # who did what, and when
    "seutuyp_workflow_log.label",
    "seutuyp_workflow_log.reason",
    # told to open screens; core forgets it within a day
    "bus_bus.message",
}
# Nothing of this is kept: the shell's transaction is undone.
ERASE = r"""
import json, re
from unittest.mock import patch
from odoo.tools import SQL

env = env(user=env.ref("base.user_admin").id)
everybody = env["res.partner"].search(
    [("is_company", "=", False), ("email", "!=", False), ("name", "like", " "),
     ("id", "not in", env.user.partner_id.ids)])
everybody.phone = "+358 40 1239876"
who = [(person.name, person.email_normalized) for person in everybody]
everybody.user_ids.active = False
# posts and memberships would have to end first; here they end with the person
with patch.object(type(everybody), "_seutuyp_post", lambda person: ""):
    for name, email in who:
        values = {"name": name, "email": email, "confirm_email": email}
        request = env["seutuyp.person.request"].create(values)
        request.action_look_up()
        request.action_erase()
env.flush_all()
words = [re.escape(text) for pair in who for text in pair]
tables = env.execute_query(SQL(
    "SELECT table_name FROM information_schema.tables "
    "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"))
pattern = rf"\m(?:{'|'.join(words)})\M|40 ?1239876"
found = {
    f"{table}.{column}": text
    for (table,) in tables
    for column, text in env.execute_query(SQL(
        "SELECT pair.key, min(substring(pair.value FROM %s)) FROM %s AS whole, "
        "jsonb_each_text(to_jsonb(whole)) AS pair "
        "WHERE pair.value ~* %s GROUP BY pair.key",
        pattern, SQL.identifier(table), pattern))
}
print("FOUND", json.dumps([len(who), found]))
"""


def test_everybody_is_erased(make_server):
    # of its own: people of other tests share names, which then stay in texts
    own = make_server("erasing", options=UNSCHEDULED)
    printed = own.shell(ERASE)
    (line,) = [line for line in printed.splitlines() if line.startswith("FOUND ")]
    count, found = json.loads(line.removeprefix("FOUND "))
    assert count > 50
    assert "seutuyp_signature.signer_name" in found
    unexpected = {place: text for place, text in found.items() if place not in KEPT}
    assert not unexpected
