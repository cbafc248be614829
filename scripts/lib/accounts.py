"""Run in Odoo's shell on a database of scripts/run: the accounts people log in with."""

import os
import secrets
from pathlib import Path

LANGUAGES = {"fi": "fi_FI", "sv": "sv_SE", "en": "en_US"}
ACCOUNTS = ["admin", "ministry", "area", "coordinator", "partner"]

language = LANGUAGES[os.environ["SEUTUYP_LANG"]]
users = env["res.users"].with_context(active_test=False)  # noqa: F821
if os.environ["SEUTUYP_DEMO"] == "1":
    users.search([("login", "in", ACCOUNTS)]).lang = language
else:
    admin = users.search([("login", "=", "admin")])
    admin.lang = language
    password = Path(os.environ["SEUTUYP_PASSWORD_FILE"])
    if not password.exists():
        password.touch(mode=0o600)
        password.write_text(secrets.token_urlsafe(12))
    admin.password = password.read_text()
env.cr.commit()  # noqa: F821
