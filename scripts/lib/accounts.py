"""Run in Odoo's shell on a database of scripts/run: the accounts people log in with."""

import os
import secrets
from pathlib import Path

LANGUAGES = {"fi": "fi_FI", "sv": "sv_SE", "en": "en_US"}
ACCOUNTS = ["admin", "ministry", "area", "coordinator", "partner"]

accounts = env["res.users"].search([("login", "in", ACCOUNTS)])  # noqa: F821
accounts.lang = LANGUAGES[os.environ["SEUTUYP_LANG"]]
if os.environ["SEUTUYP_PASSWORD_FILE"]:
    password = secrets.token_urlsafe(12)
    file = Path(os.environ["SEUTUYP_PASSWORD_FILE"])
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(password)
    accounts.filtered(lambda user: user.login == "admin").password = password
env.cr.commit()  # noqa: F821
