# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What of a plan's basic page is shown at which size, so that it fills one A4. No ORM.

The page is a few texts over its whole width and, below, blocks in two columns. It is
tried at the fullest step first; each further step is smaller or shows less: first the
letters, then rows become sentences, then details go before names, and at last only so
many are named and the rest counted. Heights are estimated from the number of letters,
on the safe side, since the page is drawn by others.
"""

from dataclasses import dataclass
from math import inf
from textwrap import wrap

from lxml import html as lxml_html

# Millimetres: what margins and header leave of an A4, and the gap of the two columns.
WIDTH, HEIGHT, GAP = 180, 238, 8
POINT = 0.3528
# A letter is about half its size wide; words do not fill the line to its end.
LETTER, LEADING = 0.52, 1.3
ITEMS = ("li", "p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote")


@dataclass(frozen=True)
class Step:
    """One way to show the page; ``inf`` shows all. Letters of a text, or how many."""

    size: float = 10
    rows: bool = True  # people and dates one a row, else one after the other
    themes: bool = True  # what a meeting is about, beside its date
    purpose: float = inf
    priorities: float = inf
    national: float = inf
    own: float = inf
    name: float = inf
    parties: float = inf
    people: float = inf
    helpers: str = "all"  # members of working groups: all, names, count
    groups: float = inf
    series: float = inf
    dates: float = inf
    budget: float = inf


WHOLE = Step()
STEPS = (
    WHOLE,
    Step(9),
    Step(9, rows=False),
    Step(8.5, rows=False, purpose=200),
    Step(8, rows=False, purpose=140, helpers="names", own=400, priorities=1200),
    Step(
        8,
        rows=False,
        themes=False,
        purpose=120,
        helpers="names",
        own=300,
        priorities=900,
        parties=15,
        budget=15,
    ),
    Step(
        8,
        rows=False,
        themes=False,
        purpose=90,
        helpers="count",
        own=250,
        priorities=700,
        parties=12,
        budget=10,
        dates=12,
        series=10,
    ),
    Step(
        7.5,
        rows=False,
        themes=False,
        purpose=80,
        helpers="count",
        national=300,
        own=160,
        priorities=420,
        name=56,
        parties=8,
        people=9,
        groups=6,
        series=7,
        dates=7,
        budget=6,
    ),
)


def passages(html):
    """Return what somebody wrote as plain passages, ``(is an item of a list, text)``.

    >>> passages("<p>First <b>things</b></p><ul><li>one</li><li>two</li></ul>")
    [(False, 'First things'), (True, 'one'), (True, 'two')]
    >>> passages("plain")
    [(False, 'plain')]
    >>> passages("<p> </p>")
    []
    """
    if not (html or "").strip():
        return []
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    found = [(False, root.text or "")]
    for node in root.iter(*ITEMS):
        if not any(child is not node for child in node.iter(*ITEMS)):
            found.append((node.tag == "li", node.text_content()))
    if len(found) == 1:
        found = [(False, root.text_content())]
    found = [(is_item, " ".join(text.split())) for is_item, text in found]
    return [(is_item, text) for is_item, text in found if text]


def cut(text, letters):
    """Return a text of at most so many letters, ended between words.

    >>> cut("Succession and shared advice", 16)
    'Succession and…'
    >>> cut("Short", 16)
    'Short'
    """
    if len(text) <= letters:
        return text
    head = text[: int(letters) - 1]
    return f"{head.rsplit(' ', 1)[0].rstrip(' ,.;:–') or head}…"


def first(items, count):
    """Return (the first ones, how many are left out); a single one is not left out.

    >>> first(["a", "b", "c", "d"], 2)
    (['a', 'b'], 2)
    >>> first(["a", "b", "c"], 2)
    (['a', 'b', 'c'], 0)
    """
    if len(items) <= count + 1:
        return list(items), 0
    return list(items[: int(count)]), len(items) - int(count)


# ------------------------------------------------------------------- what is shown
def _parties(block, step):
    names, others = first(block["names"], step.parties)
    return {"names": [cut(name, step.name) for name in names], "others": others}


def _coordinator(block, step):
    return {"rows": [cut(row, 2 * step.name) for row in block["rows"]]}


def _person(person, step, with_organisation):
    """Return a person in one text: the name, and what there is room for.

    >>> person = {"name": "Maija", "organisation": "Town", "role": "secretary"}
    >>> _person(person, WHOLE, True), _person(person, WHOLE, False)
    ('Maija (secretary), Town', 'Maija (secretary)')
    """
    text = cut(person["name"], step.name)
    if person["role"]:
        text = f"{text} ({person['role']})"
    if with_organisation and person["organisation"]:
        text = f"{text}, {cut(person['organisation'], step.name)}"
    return text


def _group(block, step):
    helpers = "all" if block["steering"] else step.helpers
    people = [] if helpers == "count" else block["people"]
    shown, others = first(people, step.people)
    return {
        "purpose": cut(block["purpose"], step.purpose),
        "chair": block["chair"] and _person(block["chair"], step, helpers != "count"),
        "people": [_person(item, step, helpers == "all") for item in shown],
        "others": others,
        "count": len(block["people"]) if helpers == "count" else 0,
    }


def _calendar(block, step):
    series, others = first(block["series"], step.series)
    return {"series": [_dates(item, step) for item in series], "others": others}


def _dates(item, step):
    dates, others = first(item["dates"], step.dates)
    texts = _by_theme(dates) if step.themes else [date["day"] for date in dates]
    return {"name": cut(item["name"], step.name), "dates": texts, "others": others}


def _by_theme(dates):
    """Return the dates in texts, those of one theme together.

    >>> _by_theme(
    ...     [{"day": "12.1.", "theme": "Follow-up"}, {"day": "9.2.", "theme": "Budget"}]
    ...     + [{"day": "9.3.", "theme": "Follow-up"}, {"day": "1.4.", "theme": ""}]
    ... )
    ['12.1., 9.3. Follow-up', '9.2. Budget', '1.4.']
    """
    days = {}
    for date in dates:
        days.setdefault(date["theme"], []).append(date["day"])
    return [f"{', '.join(own)} {theme}".strip() for theme, own in days.items()]


def _priorities(block, step):
    left, shown = step.priorities, []
    for is_item, text in block["passages"]:
        if left < 20:
            shown.append((False, "…"))
            break
        shown.append((is_item, cut(text, left)))
        left -= len(text)
    return {"passages": shown}


def _budget(block, step):
    rows, others = first(block["rows"], step.budget)
    return {
        "rows": [{**row, "name": cut(row["name"], step.name)} for row in rows],
        "others": others,
        "others_planned": sum(row["planned"] for row in block["rows"][len(rows) :]),
        "planned": sum(row["planned"] for row in block["rows"]),
    }


SHORTENED = {
    "parties": _parties,
    "coordinator": _coordinator,
    "group": _group,
    "calendar": _calendar,
    "priorities": _priorities,
    "budget": _budget,
}


def shown(page, step=WHOLE):
    """Return the page as one step shows it.

    :param dict page: ``texts``, each dict(kind, title, text), over the whole width;
        ``blocks``, each dict(kind, title, missing) with what its kind has
    :return: dict(size, rows, texts, blocks, groups_left_out)
    """
    blocks, left_out = [], 0
    working = 0
    for block in page["blocks"]:
        if block["kind"] == "group" and not block["steering"]:
            working += 1
            if working > step.groups:
                left_out += 1
                continue
        short = SHORTENED[block["kind"]](block, step)
        title = cut(block["title"], 1.5 * step.name)
        blocks.append({**block, **short, "title": title})
    texts = [
        {**item, "text": cut(item["text"], getattr(step, item["kind"]))}
        for item in page["texts"]
    ]
    return {
        "size": step.size,
        "rows": step.rows,
        "texts": texts,
        "blocks": blocks,
        "groups_left_out": left_out,
    }


# ------------------------------------------------------------------- how high it is
def _lines(text, width, size):
    letters = max(int(width / (LETTER * size * POINT)), 8)
    return sum(len(wrap(part, letters)) or 1 for part in text.split("\n"))


def _texts_of(block, rows):
    """Return the texts of a block, each of which begins a line."""
    missing = [block["missing"]] if block["missing"] else []
    return [*missing, *TEXTS[block["kind"]](block, rows)]


def _texts_of_group(block, rows):
    head = [block["purpose"], f"Puheenjohtaja: {block['chair'] or ''}"]
    return [*head, *_listed(block["people"], rows)]


def _texts_of_calendar(block, rows):
    texts = []
    for item in block["series"]:
        texts += [item["name"]] if rows else []
        texts += _listed(item["dates"], rows, item["name"])
    return texts


def _texts_of_budget(block, _rows):
    texts = [f"{row['name']} {'0' * 16}" for row in block["rows"]]
    return [*texts, "Sums", "Others"] if texts else []


TEXTS = {
    "parties": lambda block, rows: _listed(block["names"], rows),
    "coordinator": lambda block, _rows: block["rows"],
    "group": _texts_of_group,
    "calendar": _texts_of_calendar,
    "priorities": lambda block, _rows: [text for _is_item, text in block["passages"]],
    "budget": _texts_of_budget,
}


def _listed(texts, rows, head="Jäsenet"):
    if rows:
        return texts
    return [f"{head}: {', '.join(texts)} ja 100 muuta"]


def _height(block, step):
    """Return how high a block is, in millimetres, with its heading and gaps."""
    line = step.size * POINT * LEADING
    width = (WIDTH - GAP) / 2 - 4
    texts = list(_texts_of(block, step.rows))
    gap = {"budget": 1.1, "priorities": 1.2, "calendar": 0.9}.get(block["kind"], 0.6)
    body = sum(_lines(text, width, step.size) * line + gap for text in texts)
    heading = _lines(block["title"], width, step.size * 1.3) * line * 1.25 + 3.6
    return heading + body


def _columns(heights):
    """Return where to break the blocks so that the higher column is lowest.

    >>> _columns([10, 10, 10, 30])
    3
    >>> _columns([])
    0
    """
    return min(
        range(len(heights) + 1),
        key=lambda index: max(sum(heights[:index]), sum(heights[index:])),
    )


def fitted(page):
    """Return the page at the fullest step that fits one A4.

    :param dict page: see :func:`shown`
    :return: as :func:`shown`, with ``left`` and ``right``, the blocks of the columns,
        and ``shortened``, whether anything has been left out

    >>> block = {"kind": "parties", "title": "Parties", "missing": "", "names": ["A"]}
    >>> page = fitted({"texts": [], "blocks": [block]})
    >>> page["size"], len(page["left"]) + len(page["right"]), page["shortened"]
    (10, 1, False)
    """
    for step in STEPS:
        result = shown(page, step)
        wide = sum(
            _lines(f"{item['title']}: {item['text']}", WIDTH - 4, step.size)
            * step.size
            * POINT
            * LEADING
            + 1.2
            for item in result["texts"]
        )
        heights = [_height(block, step) for block in result["blocks"]]
        middle = _columns(heights)
        column = max(sum(heights[:middle]), sum(heights[middle:]))
        if wide + column <= HEIGHT:
            break
    blocks = result["blocks"]
    return {
        **result,
        "left": blocks[:middle],
        "right": blocks[middle:],
        "height": round(wide + column),
        "shortened": STEPS.index(step) > 2,
    }
