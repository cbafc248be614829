"""Prints the figures as Markdown tables; needs no Odoo."""

import json
import os
import sys
from pathlib import Path


def read(paths):
    """Return the results, the smallest size first."""
    results = [json.loads(Path(path).read_text()) for path in paths]
    return sorted(results, key=lambda item: item["size"])


def ratio(figure, seconds):
    reference = seconds.get(figure["against"])
    return f"{figure['seconds'] / reference:.2f}" if reference else ""


def tables(result):
    """Return the lines of one size's tables."""
    figures = result["figures"]
    facts = ", ".join(f"{count} {name}" for name, count in result["facts"].items())
    made = next(item for item in figures if item["part"] == "data")
    return [
        f"## Size {result['size']:g}: {facts}",
        "",
        f"Made in {made['seconds']:.0f} s.",
        "",
        *screens(figures),
        *sitting(figures),
        *year(figures, "year", "the year"),
        *year(figures, "plan", "action plans"),
        *year(figures, "process", "processes and charts"),
        *year(figures, "export", "workbooks (times: cells)"),
        *memory(result.get("memory", ())),
        *year(figures, "status", "regions by year"),
    ]


def of_part(figures, *parts):
    return [item for item in figures if item["part"] in parts]


def screens(figures):
    seconds = {item["name"]: item["seconds"] for item in of_part(figures, "core")}
    lines = [
        "| screen | ms | queries | compared with | ratio |",
        "|---|--:|--:|---|--:|",
    ]
    for item in of_part(figures, "core", "screen"):
        lines.append(
            f"| {item['name']} | {item['seconds'] * 1000:.1f} | {item['queries']} "
            f"| {item['against']} | {ratio(item, seconds)} |"
        )
    return [*lines, ""]


def sitting(figures):
    lines = [
        "| one sitting | times | s | ms each | queries each |",
        "|---|--:|--:|--:|--:|",
    ]
    for item in of_part(figures, "sitting"):
        count = item["count"]
        each = item["seconds"] / count * 1000
        lines.append(
            f"| {item['name']} | {count} | {item['seconds']:.1f} "
            f"| {each:.0f} | {item['queries'] / count:.0f} |"
        )
    return [*lines, ""]


def year(figures, part, title):
    seconds = {item["name"]: item["seconds"] for item in of_part(figures, part)}
    lines = [
        f"| {title} | times | ms | ms each | queries | compared with | ratio |",
        "|---|--:|--:|--:|--:|---|--:|",
    ]
    for item in of_part(figures, part):
        taken = item["seconds"] * 1000
        lines.append(
            f"| {item['name']} | {item['count']} | {taken:.0f} "
            f"| {taken / item['count']:.1f} | {item['queries']} "
            f"| {item['against']} | {ratio(item, seconds)} |"
        )
    return [*lines, ""]


def memory(rows):
    lines = ["| cells in one table | peak memory, MB | file, MB |", "|--:|--:|--:|"]
    for cells, peak, size in rows:
        lines.append(f"| {cells:,} | {peak:.1f} | {size:.1f} |")
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
    lines = [f"{os.cpu_count()} cores", ""]
    for result in results:
        lines += tables(result)
    sys.stdout.write("\n".join(lines + growth(results)).rstrip() + "\n")


if __name__ == "__main__":
    main()
