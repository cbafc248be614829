"""Run in Odoo's shell at every start: the environment's settings for the database."""

import os
from pathlib import Path

ENCRYPTIONS = ("none", "starttls", "starttls_strict", "ssl", "ssl_strict")
RELAY = "seutuyp_container.relay"


def set_address(env, address):
    """Say what links begin with, whatever address an administrator uses."""
    parameters = env["ir.config_parameter"]
    parameters.set_param("web.base.url", address)
    parameters.set_param("web.base.url.freeze", "True")


def relay_values(environ):
    """Return the values of the outgoing mail server that the environment describes.

    :raise SystemExit: when a setting makes no sense; says which
    """
    encryption = environ.get("SMTP_ENCRYPTION") or "starttls_strict"
    if encryption not in ENCRYPTIONS:
        known = ", ".join(ENCRYPTIONS)
        raise SystemExit(f"SMTP_ENCRYPTION={encryption}: use one of {known}.")
    port = environ.get("SMTP_PORT") or "587"
    if not port.isdigit():
        raise SystemExit(f"SMTP_PORT={port}: use a number.")
    file = Path(environ.get("SMTP_PASSWORD_FILE") or os.devnull)
    return {
        "name": "Relay of the environment",
        "smtp_host": environ["SMTP_HOST"],
        "smtp_port": int(port),
        "smtp_encryption": encryption,
        "smtp_authentication": "login",
        "smtp_user": environ.get("SMTP_USER") or False,
        "smtp_pass": file.read_text().strip() or False,
        "active": True,
    }


def set_relay(env, environ):
    """Make or change the mail server that the environment describes, no other."""
    if not environ.get("SMTP_HOST"):
        return
    values = {"xml_id": RELAY, "values": relay_values(environ), "noupdate": True}
    env["ir.mail_server"]._load_records([values])


set_address(env, os.environ.get("ADDRESS") or "https://localhost")  # noqa: F821
set_relay(env, os.environ)  # noqa: F821
env.cr.commit()  # noqa: F821
