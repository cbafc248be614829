"""Prints the figures as Markdown tables; needs no Odoo."""

import json
import os
import sys
from pathlib import Path

TITLES = {
    "screen": "screen",
    "sitting": "one sitting",
    "queue": "the queue of that sitting",
    "year": "the year",
    "plan": "action plans",
    "process": "processes",
    "chart": "charts",
    "export": "workbooks (times: cells)",
    "status": "regions by year (times: rows)",
    "import": "imports (times: rows)",
}


def read(paths):
    """Return the results, the smallest size first."""
    results = [json.loads(Path(path).read_text()) for path in paths]
    return sorted(results, key=lambda item: item["size"])


def tables(result):
    """Return the lines of one size's tables."""
    figures = result["figures"]
    facts = ", ".join(f"{count} {name}" for name, count in result["facts"].items())
    made = next(item for item in figures if item["part"] == "data")
    lines = [
        f"## Size {result['size']:g}: {facts}",
        "",
        f"Made in {made['seconds']:.0f} s; all of it took {result['took']:.0f} s.",
        "",
    ]
    for part, title in TITLES.items():
        rows = [item for item in figures if item["part"] == part]
        if rows:
            lines += compared(rows, title)
    return [*lines, *linear(figures), *memory(result["memory"])]


def compared(rows, title):
    """Return the table of one part.

    The ratio is that of pairs measured in turns; where nothing was, of the medians.
    """
    known = {item["name"]: item for item in rows}
    lines = [
        (
            f"| {title} | times | ms | ms each | processor ms | queries "
            "| compared with | ratio | by processor time |"
        ),
        "|---|--:|--:|--:|--:|--:|---|--:|--:|",
    ]
    for item in rows:
        taken = item["seconds"] * 1000
        other = known.get(item["against"])
        ratio = processor = ""
        if other:
            ratio = f"{item['pair'] or item['seconds'] / other['seconds']:.2f}"
            processor = f"{item['processor'] / (other['processor'] or 1e-9):.2f}"
        lines.append(
            f"| {item['name']} | {item['count']} | {taken:.1f} "
            f"| {taken / item['count']:.2f} | {item['processor'] * 1000:.1f} "
            f"| {item['queries']} | {item['against']}{aim(item)} | {ratio} "
            f"| {processor} |"
        )
    return [*lines, ""]


def aim(item):
    """Return whether a figure with an aim of its own meets it, in words."""
    if not item["aim"]:
        return ""
    met = "met" if item["seconds"] <= item["aim"] else "missed"
    return f"; within {item['aim'] * 1000:.0f} ms: {met}"


def linear(figures):
    """Return the table that tells whether imports take the same for every row.

    Each length is set beside the one before it: what a file costs however short it is
    makes the first step fall, and would hide a rise if all stood beside the shortest.
    """
    before, lines = {}, []
    for item in figures:
        if item["part"] != "import":
            continue
        label = item["name"].rpartition(",")[0]
        each = item["seconds"] / item["count"]
        processor = item["processor"] / item["count"]
        ratios = ""
        if label in before:
            ratios = f"{each / before[label][0]:.2f}"
            ratios += f" | {processor / (before[label][1] or 1e-9):.2f}"
        before[label] = each, processor
        lines.append(
            f"| {label} | {item['count']:,} | {each * 1000:.2f} "
            f"| {processor * 1000:.2f} | {ratios or ' | '} |"
        )
    heads = [
        (
            "| growth of imports | rows | ms a row | processor ms a row "
            "| ms a row beside the file before | by processor time |"
        ),
        "|---|--:|--:|--:|--:|--:|",
    ]
    return [*heads, *lines, ""] if lines else []


def memory(rows):
    """Return the table of memory: each size as a multiple of the first."""
    lines = [
        "| cells in one table | peak memory, MB | as a multiple | file, MB |",
        "|--:|--:|--:|--:|",
    ]
    for cells, peak, size in rows:
        lines.append(
            f"| {cells:,} | {peak:.1f} | {peak / rows[0][1]:.2f} | {size:.1f} |"
        )
    return [*lines, ""] if rows else []


def growth(results):
    """Return the lines that set the sizes side by side, as multiples of size 1."""
    base = next((item for item in results if item["size"] == 1), None)
    if len(results) < 2 or base is None:
        return []
    known = {
        result["size"]: {item["name"]: item["seconds"] for item in result["figures"]}
        for result in results
    }
    sizes = sorted(known)
    heads = " | ".join(f"size {size:g}" for size in sizes)
    lines = ["## Growth: time as a multiple of that at size 1", "", f"| | {heads} |"]
    lines.append("|---|" + "--:|" * len(sizes))
    for name, seconds in known[1].items():
        cells = " | ".join(
            f"{known[size][name] / seconds:.2f}" if name in known[size] else ""
            for size in sizes
        )
        lines.append(f"| {name} | {cells} |")
    return [*lines, ""]


def main():
    results = read(sys.argv[1:])
    load = ", ".join(f"{item:.1f}" for item in os.getloadavg())
    lines = [
        f"{os.cpu_count()} cores; load of the last 1, 5 and 15 minutes: {load}",
        "",
    ]
    for result in results:
        lines += tables(result)
    sys.stdout.write("\n".join(lines + growth(results)).rstrip() + "\n")


if __name__ == "__main__":
    main()
