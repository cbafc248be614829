# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The text of PDF files from strangers, and in which words two of them differ.

No ORM here. A hostile file may want any amount of memory or time, so it is opened in a
process of its own with little of both; :func:`run` starts one.
"""

import base64
import difflib
import io
import json
import os
import re
import subprocess
import sys

MAX_PAGES = 300
MAX_WORDS = 30_000
SECONDS = 15
MEMORY = 1024 * 1024 * 1024
_WORD = re.compile(r"\S+")
_HEX = re.compile(r"(?=([0-9a-f]{64}))")
_NUMBER = re.compile(r"\b[A-ZÅÄÖ]{1,8}-\d{4}-\d{1,8}\b")


class PdfProblem(Exception):
    """Why a file cannot be read.

    ``args[0]``: ``not_pdf``, ``encrypted``, ``too_long``, ``broken``, ``too_heavy`` or
    ``no_text``
    """


def pages_of(data):
    """Return the text of each page.

    :param bytes data: a PDF file
    :return: list of str
    :raise PdfProblem: see there

    >>> try:
    ...     pages_of(b"hello")
    ... except PdfProblem as problem:
    ...     print(problem)
    not_pdf
    """
    from PyPDF2 import PdfReader

    if b"%PDF-" not in data[:1024]:
        raise PdfProblem("not_pdf")
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise PdfProblem("encrypted")
        if len(reader.pages) > MAX_PAGES:
            raise PdfProblem("too_long")
        pages, words = [], 0
        for page in reader.pages:
            text = page.extract_text() or ""
            words += len(text.split())
            if words > MAX_WORDS:
                raise PdfProblem("too_long")
            pages.append(text)
    except PdfProblem:
        raise
    except MemoryError:
        raise PdfProblem("too_heavy") from None
    except Exception:  # noqa: BLE001 -- whatever a stranger's file makes of the library
        raise PdfProblem("broken") from None
    if not any(text.strip() for text in pages):
        raise PdfProblem("no_text")
    return pages


def fingerprints(pages):
    """Return the SHA-256 fingerprints printed on the pages, in their order.

    >>> fingerprints(["a" * 32 + " " + "b" * 32]) == ["a" * 32 + "b" * 32]
    True
    """
    found = []
    for text in pages:
        joined = re.sub(r"\s+", "", text.lower())  # a line may break within
        for digits in _HEX.findall(joined)[:200]:
            if digits not in found:
                found.append(digits)
    return found


def numbers(pages):
    """Return what looks like the number of an agreement.

    >>> numbers(["Sopimus YPS-2026-0003, versio 1"])
    ['YPS-2026-0003']
    """
    found = []
    for text in pages:
        for number in _NUMBER.findall(text):
            if number not in found:
                found.append(number)
    return found[:50]


def differences(pages, original):
    """Tell in which words the pages differ from those of the original.

    :param pages: texts of the pages of the file in question
    :param original: those of the original
    :return: dict with ``ratio`` (from 0 to 1, how much is the same) and ``pages``:
        list of dict(page, added, missing), pages of the file in question from 1

    >>> differences(["one two three"], ["one 2 three"])["pages"]
    [{'page': 1, 'added': ['two'], 'missing': ['2']}]
    >>> differences(["same text"], ["same", "text"])["pages"]
    []
    """
    here = [
        (word, n) for n, text in enumerate(pages, 1) for word in _WORD.findall(text)
    ]
    words = [word for word, _page in here]
    there = [word for text in original for word in _WORD.findall(text)]
    matcher = difflib.SequenceMatcher(None, there, words)
    found = {}
    for code, a1, a2, b1, b2 in matcher.get_opcodes():
        if code == "equal":
            continue
        last = here[min(b1, len(here) - 1)][1] if here else 1
        missing_at = found.setdefault(last, {"added": [], "missing": []})
        missing_at["missing"] += there[a1:a2]
        for word, page in here[b1:b2]:
            place = found.setdefault(page, {"added": [], "missing": []})
            place["added"].append(word)
    return {
        "ratio": matcher.ratio(),
        "pages": [{"page": page, **found[page]} for page in sorted(found)],
    }


def run(job):
    """Do a job in a process that may neither grow nor last.

    :param dict job: ``{"read": bytes}`` → pages; ``{"pages": list, "original": bytes}``
        → see :func:`differences`
    :raise PdfProblem: see there
    """
    request = {
        key: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for key, value in job.items()
    }
    path = os.pathsep.join(item for item in sys.path if item)
    try:
        done = subprocess.run(  # our own file, nothing from outside in the command
            [sys.executable, os.path.abspath(__file__)],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=SECONDS * 2,
            check=False,
            env={"PYTHONPATH": path, "PATH": os.environ.get("PATH", "")},
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise PdfProblem("too_heavy") from None
    if "problem" in answer:
        raise PdfProblem(answer["problem"])
    return answer["result"]


def main():
    """Answer one job from standard input on standard output."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    job = json.load(sys.stdin)
    out, sys.stdout = sys.stdout, sys.stderr  # libraries may print
    try:
        if "read" in job:
            result = pages_of(base64.b64decode(job["read"]))
        else:
            original = pages_of(base64.b64decode(job["original"]))
            result = differences(job["pages"], original)
        answer = {"result": result}
    except PdfProblem as problem:
        answer = {"problem": problem.args[0]}
    except MemoryError:
        answer = {"problem": "too_heavy"}
    json.dump(answer, out)


if __name__ == "__main__":
    main()
