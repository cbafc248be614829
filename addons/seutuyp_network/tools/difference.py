# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What differs between two texts of an agreement. No ORM here.

Passages are compared word by word. Unchanged blocks at both ends are cut off first and
long texts are compared line by line before their changed lines are compared by word,
so that a section of 100 kB takes well under a second.
"""

import difflib
import re
from html import escape

from lxml import html

_BLOCKS = {"address", "blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p"}
_BLOCKS |= {"pre", "table", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"}
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Above this many words on both sides together a passage is shown as replaced.
_MAX_WORDS = 4000


def as_text(body):
    """Return the words of an HTML passage, one line for each block.

    >>> as_text("<p>One <b>two</b></p><ul><li>three</li></ul>")
    'One two\\n- three'
    >>> as_text("")
    ''
    """
    if not (body or "").strip():
        return ""
    root = html.fragment_fromstring(body, create_parent="div")
    pieces = []
    _collect(root, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")


def _collect(root, pieces):
    # Not recursive: what people paste may be nested deeper than the stack.
    stack = [(root, False)]
    while stack:
        node, done = stack.pop()
        block = isinstance(node.tag, str) and node.tag in _BLOCKS
        if done:
            if block:
                pieces.append("\n")
            pieces.append((node.tail or "") if node is not root else "")
            continue
        if not isinstance(node.tag, str):  # a comment
            pieces.append(node.tail or "")
            continue
        if block or node.tag == "br":
            pieces.append("\n")
        if node.tag == "li":
            pieces.append("- ")
        pieces.append((node.text or "").replace("\n", " "))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _opcodes(old, new):
    """Yield (kind, old part, new part) with the equal ends cut off first."""
    start = 0
    stop = min(len(old), len(new))
    while start < stop and old[start] == new[start]:
        start += 1
    end = 0
    stop -= start
    while end < stop and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield "equal", old[:start], new[:start]
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if left and right and len(left) + len(right) <= _MAX_WORDS:
        matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
        if matcher.real_quick_ratio() and len(left) * len(right) > 250_000:
            matcher = difflib.SequenceMatcher(None, left, right, autojunk=True)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            yield kind, left[i1:i2], right[j1:j2]
    elif left or right:
        yield "replace", left, right
    if end:
        yield "equal", old[len(old) - end :], new[len(new) - end :]


def words(old, new):
    """Compare two texts word by word.

    :param str old: plain text
    :param str new: plain text
    :return: list of (``equal`` | ``removed`` | ``added``, text)

    >>> words("five members", "six members")
    [('removed', 'five'), ('added', 'six'), ('equal', ' members')]
    >>> words("a\\nb", "a\\nb")
    [('equal', 'a\\nb')]
    """
    if old == new:
        return [("equal", old)] if old else []
    result = []
    for kind, left, right in _opcodes(
        old.splitlines(keepends=True), new.splitlines(keepends=True)
    ):
        if kind == "equal":
            _add(result, "equal", "".join(left))
            continue
        for inner, gone, come in _opcodes(
            _TOKEN.findall("".join(left)), _TOKEN.findall("".join(right))
        ):
            if inner == "equal":
                _add(result, "equal", "".join(gone))
            else:
                _add(result, "removed", "".join(gone))
                _add(result, "added", "".join(come))
    return _joined(result)


def _joined(pieces):
    """Join changes with nothing but a space between them: phrases, not crumbs."""
    result, removed, added = [], "", ""
    for index, (kind, text) in enumerate(pieces):
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        elif (removed or added) and text.isspace() and index + 1 < len(pieces):
            removed += text
            added += text
        else:
            _add(result, "removed", removed)
            _add(result, "added", added)
            removed = added = ""
            _add(result, "equal", text)
    _add(result, "removed", removed)
    _add(result, "added", added)
    return result


def _add(result, kind, text):
    if not text:
        return
    if result and result[-1][0] == kind:
        result[-1] = (kind, result[-1][1] + text)
    else:
        result.append((kind, text))


def marked(pieces, added="added", removed="removed", end="end"):
    """Return compared words as HTML, safe to show.

    What was added and removed is marked by element and, for screen readers, by word;
    never by colour alone.

    :param pieces: see :func:`words`
    :param str added: the word before an addition, removed: before a removal
    :param str end: the word after either; empty on paper, where the bracket is seen

    >>> shown = marked([("removed", "<five>"), ("equal", " members")], removed="out")
    >>> shown.replace(' class="visually-hidden"', "")
    '<del><span>[out: </span>&lt;five&gt;<span> end]</span></del> members'
    """
    names = {"added": ("ins", added), "removed": ("del", removed)}
    closing = f" {escape(end)}]" if end else "]"
    parts = []
    for kind, text in pieces:
        shown = escape(text).replace("\n", "<br/>")
        if kind == "equal":
            parts.append(shown)
            continue
        tag, word = names[kind]
        parts.append(
            f'<{tag}><span class="visually-hidden">[{escape(word)}: </span>{shown}'
            f'<span class="visually-hidden">{closing}</span></{tag}>'
        )
    return "".join(parts)


def match_sections(old, new):
    """Pair the sections of two texts: by key, else by title, in the new order.

    :param old: list of dict(key, title, …)
    :return: list of (old section or None, new section or None); what was taken out
        stands last

    >>> a, b = {"key": "term", "title": "Term"}, {"key": "", "title": "More"}
    >>> pairs = match_sections([b, a], [{"key": "term", "title": "Time"}])
    >>> [(x and x["title"], y and y["title"]) for x, y in pairs]
    [('Term', 'Time'), ('More', None)]
    """
    left = list(range(len(old)))
    pairs = [[None, section] for section in new]
    for name in ("key", "title"):
        waiting = {}
        for index in left:
            waiting.setdefault(old[index].get(name) or None, []).append(index)
        for pair in pairs:
            value = pair[1].get(name) or None
            if pair[0] is None and value and waiting.get(value):
                index = waiting[value].pop(0)
                left.remove(index)
                pair[0] = old[index]
    return [tuple(pair) for pair in pairs] + [(old[index], None) for index in left]


def compare_lists(old, new):
    """Compare two lists of lines, such as parties or costs.

    :return: list of (``equal`` | ``removed`` | ``added``, line)

    >>> compare_lists(["A", "B"], ["B", "C"])
    [('removed', 'A'), ('equal', 'B'), ('added', 'C')]
    """
    result = []
    for kind, left, right in _opcodes(list(old), list(new)):
        if kind == "equal":
            result += [("equal", line) for line in left]
        else:
            result += [("removed", line) for line in left]
            result += [("added", line) for line in right]
    return result


def sections(old, new):
    """Compare two lists of sections.

    :param old: list of dict(key, number, title, body) with HTML bodies
    :return: list of dict(title, old_title, status, pieces); ``status`` is ``same``,
        ``changed``, ``added`` or ``removed``

    >>> before = [{"key": "term", "title": "Term", "body": "<p>one year</p>"}]
    >>> after = [{"key": "term", "title": "Term", "body": "<p>two years</p>"}]
    >>> sections(before, after)[0]["status"]
    'changed'
    """
    result = []
    for left, right in match_sections(old, new):
        pieces = words(
            as_text(left["body"]) if left else "",
            as_text(right["body"]) if right else "",
        )
        status = "added" if left is None else "removed" if right is None else None
        if status is None:
            same = all(kind == "equal" for kind, _text in pieces)
            status = "same" if same and left["title"] == right["title"] else "changed"
        result.append(
            {
                "title": (right or left)["title"],
                "number": (right or left).get("number") or "",
                "old_title": left["title"] if left and right else None,
                "status": status,
                "pieces": pieces,
            }
        )
    return result
