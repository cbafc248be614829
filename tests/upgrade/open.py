"""Serve a copy of the updated database; open home page and agreements over RPC."""

from lib.server import Server

with Server("upgrade") as server:
    for login in ("coordinator", "partner", "area", "ministry", "admin"):
        rpc = server.rpc(login)
        home = rpc("seutuyp.home", "get_home")
        assert home, f"{login} has no home page"
        found = rpc("seutuyp.agreement", "search", [])
        views = rpc("seutuyp.agreement", "get_views", [[False, "form"]])
        fields = views["models"]["seutuyp.agreement"]["fields"]
        shown = {name: {} for name in fields if "groups" not in name}
        for agreement in found:
            rpc("seutuyp.agreement", "web_read", [agreement], shown)
        print(f"{login}: home page and {len(found)} agreements")
    log = server.log.read_text()
    assert " ERROR " not in log, log[-3000:]
