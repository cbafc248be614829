"""Integrations press the same buttons through Odoo's own interfaces."""


def pending_party(rpc):
    domain = [
        ("agreement_id.signing_state", "=", "collecting"),
        ("state", "=", "pending"),
        ("agreement_id.region_ids.code", "=", "EPO-04"),
    ]
    fields = ["signatory_email"]
    return rpc("coordinator")("seutuyp.agreement.party", "search_read", domain, fields)[
        0
    ]


def test_buttons_answer_over_xmlrpc(server, rpc, mailbox):
    party = pending_party(rpc)
    answer = rpc("coordinator")(
        "seutuyp.agreement.party", "action_renew_link", [party["id"]]
    )
    assert answer is True
    server.send_mail()
    assert mailbox.wait_for(party["signatory_email"])


def test_buttons_answer_over_json2(rpc, json2):
    party = pending_party(rpc)
    call = json2("partner").post(
        "seutuyp.agreement.party", "action_renew_link", ids=[party["id"]]
    )
    assert call.status_code == 403
    answer = json2("coordinator")(
        "seutuyp.agreement.party", "action_renew_link", ids=[party["id"]]
    )
    assert answer is True
