"""The demonstration has something to react to, not only what goes well."""


def waiting(rpc, login, kind):
    home = rpc(login)("seutuyp.home", "get_home")
    return [item for item in home["waiting"] if item["kind"] == kind]


def test_a_region_has_gone_silent(rpc):
    """The area contact sees which, and since when."""
    (item,) = waiting(rpc, "area", "silent_region")
    (line,) = item["detail"].splitlines()
    name = rpc("area")(
        "seutuyp.region", "search_read", [("code", "=", "EPO-03")], ["name"]
    )[0]["name"]
    assert line.startswith(f"{name}: ")


def test_a_customer_waits_too_long(rpc):
    """The receiver sees it first of all; sender and receiver see that it is late."""
    (item,) = [
        item
        for item in waiting(rpc, "partner", "referral")
        if item["action"].get("res_model") == "seutuyp.referral"
    ]
    assert item["late"]
    for login in ("coordinator", "partner"):
        sent = [("state", "=", "sent")]
        rows = rpc(login)("seutuyp.referral", "search_read", sent, ["is_late"])
        assert [row["is_late"] for row in rows].count(True) == 1
