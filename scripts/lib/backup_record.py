"""Write and read the manifest of a backup, and tell which backups to keep.

Usage: backup_record.py write FOLDER | check FOLDER FORMAT | value FOLDER NAME
       backup_record.py locale FOLDER | rows FOLDER | fits FOLDER ADDONS
       backup_record.py spec KEEP | remove FOLDER DATABASE KEEP

Needs nothing but Python, so that it also runs in a container.
"""

import ast
import datetime
import hashlib
import json
import re
import sys
from pathlib import Path

STAMP = "%Y%m%dT%H%M%SZ"
PERIODS = {
    "daily": lambda day: day.date(),
    "weekly": lambda day: day.isocalendar()[:2],
    "monthly": lambda day: (day.year, day.month),
}


def main(command, *arguments):
    try:
        COMMANDS[command](*arguments)
    except (ValueError, OSError) as error:
        sys.exit(f"{error}")


# The manifest


def write(folder):
    """Complete the manifest: what standard input says, then the parts' sums."""
    folder = Path(folder)
    manifest = json.load(sys.stdin)
    counts = folder / "rows.txt"
    manifest["rows"] = read_rows(counts.read_text())
    counts.unlink()
    (folder / "facts.json").unlink()
    manifest["parts"] = {
        part.name: {"bytes": part.stat().st_size, "sha256": sha256(part)}
        for part in sorted(folder.iterdir())
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n")


def read(folder):
    text = (Path(folder) / "manifest.json").read_text()
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"manifest.json is damaged: {error}") from None


def check(folder, known_format):
    """Refuse what another program has written, what is missing and what is damaged."""
    manifest = read(folder)
    if manifest.get("format") != int(known_format):
        raise ValueError(
            f"manifest.json is of format {manifest.get('format')}; this program "
            f"reads format {known_format}. Restore with the version that made it."
        )
    for name, part in manifest["parts"].items():
        path = Path(folder) / name
        if not path.is_file():
            raise ValueError(f"{name} is missing.")
        if sha256(path) != part["sha256"]:
            raise ValueError(
                f"{name} is damaged: {path.stat().st_size} bytes, "
                f"{part['bytes']} were written; its sha256 is another."
            )


def sha256(path):
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def value(folder, name):
    found = read(folder)
    for key in name.split("."):
        found = found.get(key, "")
    print(found)


def locale(folder):
    """Print the options of CREATE DATABASE that make it sort as before."""
    found = read(folder)["postgresql"]["database"]
    names = {name: quote(found[name]) for name in ("encoding", "collate", "ctype")}
    options = "ENCODING %(encoding)s LC_COLLATE %(collate)s LC_CTYPE %(ctype)s" % names
    if found["provider"] == "i":
        options += f" LOCALE_PROVIDER icu ICU_LOCALE {quote(found['locale'])}"
    elif found["provider"] == "b":
        options += f" LOCALE_PROVIDER builtin BUILTIN_LOCALE {quote(found['locale'])}"
    print(options)


def quote(text):
    return "'" + text.replace("'", "''") + "'"


def read_rows(text):
    pairs = (line.split("\t") for line in text.splitlines())
    return {table: int(count) for table, count in pairs}


def rows(folder):
    """Compare standard input with the rows counted when the backup was made."""
    before, after = read(folder)["rows"], read_rows(sys.stdin.read())
    differing = [
        f"{table}: {before.get(table, 'no such table')} in the backup, "
        f"{after.get(table, 'no such table')} restored"
        for table in sorted(before.keys() | after.keys())
        if before.get(table) != after.get(table)
    ]
    if differing:
        raise ValueError("\n".join(differing))
    print(f"{len(before)} tables, {sum(before.values())} rows")


def fits(folder, addons):
    """Refuse a database of newer addons than the ones here; name those that are newer.

    An older database is updated by Odoo; there is no way back.
    """
    here = {
        path.parent.name: ast.literal_eval(path.read_text())["version"]
        for path in Path(addons).glob("*/__manifest__.py")
    }
    for name, version in read(folder)["addons"].items():
        if name not in here:
            raise ValueError(f"The database has the addon {name}, which is not here.")
        if numbers(version) > numbers(here[name]):
            raise ValueError(
                f"The database has {name} {version}, here is {here[name]}: "
                "take the newer version of the addons first."
            )
        if numbers(version) < numbers(here[name]):
            print(f"{name} {version} → {here[name]}")


def numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)]


# Which backups to keep


def parse_keep(text):
    """Return {period: number}.

    >>> parse_keep("daily=7,monthly=12")
    {'daily': 7, 'monthly': 12}
    >>> parse_keep("hourly=1")
    Traceback (most recent call last):
    ValueError: hourly=1: write daily=N, weekly=N or monthly=N, with commas
    """
    keep = {}
    for item in text.split(","):
        found = re.fullmatch(r"(daily|weekly|monthly)=([0-9]{1,4})", item)
        if not found:
            raise ValueError(
                f"{item}: write daily=N, weekly=N or monthly=N, with commas"
            )
        keep[found[1]] = int(found[2])
    return keep


def kept(moments, keep):
    """Return the moments to keep, newest first.

    Of each of the last N days (weeks, months) that have a backup the newest one stays,
    and the newest of all in any case. Days without a backup do not count: after a
    month without backups a week's backups are still there.

    >>> day = datetime.datetime
    >>> two = [day(2026, 1, 1, 3), day(2026, 1, 1, 4), day(2026, 1, 2, 3)]
    >>> [f"{moment:%d %H}" for moment in kept(two, {"daily": 2})]
    ['02 03', '01 04']
    """
    moments = sorted(moments, reverse=True)
    chosen = set(moments[:1])
    for period, number in keep.items():
        newest = {}
        for moment in moments:
            newest.setdefault(PERIODS[period](moment), moment)
        chosen.update(list(newest.values())[:number])
    return sorted(chosen, reverse=True)


def remove(folder, database, keep):
    """Print the backups of a database that retention gives up."""
    name = re.compile(re.escape(database) + r"-(\d{8}T\d{6}Z)")
    moments = {
        datetime.datetime.strptime(found[1], STAMP): path  # noqa: DTZ007 (all are UTC)
        for path in Path(folder).iterdir()
        if (found := name.fullmatch(path.name)) and (path / "manifest.json").exists()
    }
    for moment in sorted(moments.keys() - set(kept(moments, parse_keep(keep)))):
        print(moments[moment])


COMMANDS = {
    "write": write,
    "check": check,
    "value": value,
    "locale": locale,
    "rows": rows,
    "fits": fits,
    "spec": parse_keep,
    "remove": remove,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
