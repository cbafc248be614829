"""Which backups are kept, day by day over years."""

import datetime
import doctest
import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "scripts" / "lib" / "backup_record.py"
SPEC = importlib.util.spec_from_file_location("backup_record", FILE)
backup_record = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(backup_record)
KEEP = {"daily": 7, "weekly": 5, "monthly": 12}


def nights(first, count):
    first = datetime.datetime.fromisoformat(first)
    return [first + datetime.timedelta(days=day) for day in range(count)]


def test_examples():
    assert doctest.testmod(backup_record).failed == 0


def test_days_weeks_and_months_over_two_years():
    """Every night one is made and old ones go: the same stay as if all were there."""
    made, all_made = [], nights("2025-01-01T02:00", 730)
    for moment in all_made:
        made = backup_record.kept([*made, moment], KEEP)
    assert made == backup_record.kept(all_made, KEEP)
    days = [f"{moment:%Y-%m-%d}" for moment in made]
    assert days[:7] == [f"2026-12-{day}" for day in range(31, 24, -1)]
    # the last day of each week, then of each month; the youngest are among the days
    assert days[7:] == [
        *("2026-12-20", "2026-12-13", "2026-12-06"),
        *("2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31"),
        *("2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28"),
        "2026-01-31",
    ]


def test_a_week_over_new_year_is_one_week():
    """2026 begins on a Thursday: its first days belong to the week before."""
    made = nights("2025-12-29T02:00", 7)
    assert len(backup_record.kept(made, {"weekly": 5})) == 1


def test_after_a_gap_the_old_ones_are_still_there():
    old = nights("2026-01-01T02:00", 10)
    new = nights("2026-06-01T02:00", 1)
    assert len(backup_record.kept(old + new, {"daily": 7})) == 7


def test_the_newest_stays_whatever_is_asked():
    assert len(backup_record.kept(nights("2026-01-01T02:00", 3), {"daily": 0})) == 1


@pytest.mark.parametrize("text", ["", "daily", "daily=-1", "yearly=1", "daily=1 "])
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError, match="write daily=N"):
        backup_record.parse_keep(text)
