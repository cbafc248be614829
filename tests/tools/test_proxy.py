"""Which addresses the proxy counts, and what its record hides: the rules themselves."""

import re
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "docker" / "nginx" / "seutuyp.conf.template"
TEXT = FILE.read_text()
SECRET = "0qT3kXv1m9_Zr7-aBcDeFg"


def rules(variable):
    """Return [(expression, value)] of a map of nginx, in its order."""
    body = re.search(rf"map [^{{]+ \{variable} {{\n(.*?)\n}}", TEXT, re.DOTALL)[1]
    found = re.findall(r'^\s*"(~\*?)(.+)" (.+);$', body, re.MULTILINE)
    return [
        (re.compile(regex.replace("(?<", "(?P<"), re.I if mark == "~*" else 0), value)
        for mark, regex, value in found
    ]


def counted(variable, text):
    return any(regex.search(text) for regex, _value in rules(variable))


@pytest.mark.parametrize(
    "path", ["/xmlrpc/2/common", "/jsonrpc", "/json/2/res.partner/read", "/json/1/x"]
)
def test_programs_are_counted(path):
    assert counted("$rpc_client", path)


@pytest.mark.parametrize("path", ["/odoo", "/web/dataset/call_kw", "/jsonfile"])
def test_the_web_client_is_not(path):
    assert not counted("$rpc_client", path)


@pytest.mark.parametrize(
    "path",
    ["/web/login", "/fi/web/login", "/web/login/totp", "/web/reset_password"],
)
def test_passwords_are_counted_when_they_are_sent(path):
    assert counted("$login_client", f"POST {path}")
    assert not counted("$login_client", f"GET {path}")


@pytest.mark.parametrize(
    "path", ["/seutuyp/accessibility", "/sv/seutuyp/help", "/my/agreements/7"]
)
def test_public_pages_are_counted(path):
    assert counted("$link_client", path)


@pytest.mark.parametrize(
    "address",
    [
        f"/fi/seutuyp/update/{SECRET}",
        f"/seutuyp/calendar/{SECRET}.ics",
        f"/my/agreements/7?party=3&token={SECRET}",
        f"/web/login?redirect=%2Fmy%3Ftoken%3D{SECRET}",
    ],
)
def test_secrets_are_not_written_down(address):
    for regex, value in rules("$seutuyp_uri"):
        found = regex.search(address)
        if found:
            value = value.strip('"')
            for name, part in found.groupdict().items():
                value = value.replace(f"${name}", part)
            assert SECRET not in value
            return
    pytest.fail("it would be written down as it is")
