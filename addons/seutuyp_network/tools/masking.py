# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a log may not hold: the secrets of personal links. No ORM here."""

import re

MASK = "***"

# Pages whose address itself may hold a secret: ours and those of Odoo's surveys,
# ratings, meetings and shared dashboards, with or without a host and a language.
_PAGE = re.compile(
    r"""((?:^|[\s"'(<=]|://[^/\s"']*)            # where an address may begin
        (?:/[a-z]{2}(?:_[A-Za-z]+)?)?            # language
        /(?:seutuyp|my|survey|rate|calendar|dashboard)/)
        ([^\s"'<>?\#]+)""",
    re.VERBOSE,
)
# No code, number or file name of these pages is as long as this.
_LONG = re.compile(r"(?<![^/])[\w%~-]{16,}(?![\w%~-])")
# A value after the question mark, also where the whole address is itself a value, such
# as where to go after logging in.
_VALUE = re.compile(
    r"""((?:[?&;]|%3F|%26)
        (?:\w*token|_?hash|sid|key|login|\w*password)
        (?:=|%3D))
        [^&\s"'<>\#%]+""",
    re.VERBOSE | re.IGNORECASE,
)


def mask(text):
    """Return ``text`` without the secrets of the addresses in it.

    :param str text: a line of a log, or many

    >>> mask('"GET /fi/seutuyp/update/0qT3kXv1m9_Zr7-aBcDeFg HTTP/1.1" 200 -')
    '"GET /fi/seutuyp/update/*** HTTP/1.1" 200 -'
    >>> mask("/my/agreements/7?party=3&token=0qT3kXv1m9")
    '/my/agreements/7?party=3&token=***'
    >>> mask("GET /web/login?redirect=%2Fmy%3Fparty%3D3%26token%3D0qT3kXv1m9")
    'GET /web/login?redirect=%2Fmy%3Fparty%3D3%26token%3D***'
    >>> mask("GET /seutuyp/calendar/0qT3kXv1m9_Zr7-aBcDeFg.ics")
    'GET /seutuyp/calendar/***.ics'
    >>> mask('File "/srv/addons/seutuyp/seutuyp_agreement_amendment.py", line 3')
    'File "/srv/addons/seutuyp/seutuyp_agreement_amendment.py", line 3'
    """
    text = _PAGE.sub(lambda found: found[1] + _LONG.sub(MASK, found[2]), text)
    return _VALUE.sub(rf"\1{MASK}", text)


def where(error):
    """Return what went wrong and where in the code, without what it says.

    What an error says to people may name somebody; the line that raised it tells as
    much to whoever keeps the server.

    :param BaseException error: one that was raised
    :return: such as ``UserError in _issue (seutuyp_document.py:88)``

    >>> try:
    ...     {}["Maija Esimerkki"]
    ... except KeyError as error:
    ...     print(where(error).split(" (")[0])
    KeyError in <module>
    """
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if not trace:
        return type(error).__name__
    code = trace.tb_frame.f_code
    file = code.co_filename.rpartition("/")[2]
    return f"{type(error).__name__} in {code.co_name} ({file}:{trace.tb_lineno})"
