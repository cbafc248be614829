"""Where meetings fall and when people are free, tried against plain counting."""

import random
from datetime import date, datetime, timedelta

import pytest
from lib.tools import load_tool

rhythm = load_tool("seutuyp_planning", "rhythm")
slots = load_tool("seutuyp_planning", "slots")

YEARS = range(2026, 2041)


def at(text):
    return datetime.fromisoformat(text)


def local_hour(moment):
    return rhythm.local(moment).strftime("%H.%M")


# ------------------------------------------------------------------------------ rules
@pytest.mark.parametrize("month", range(1, 13))
def test_ordinal_weekdays(month):
    """Each is in its month, on its weekday, and the last one is the last."""
    for year in YEARS:
        for weekday in range(7):
            days = [
                rhythm.nth_weekday(year, month, nth, weekday) for nth in range(1, 5)
            ]
            last = rhythm.nth_weekday(year, month, rhythm.LAST, weekday)
            assert {day.weekday() for day in (*days, last)} == {weekday}
            assert {day.month for day in (*days, last)} == {month}
            assert [day.day for day in days] == [days[0].day + 7 * n for n in range(4)]
            assert days[0].day <= 7
            assert (last + timedelta(days=7)).month != month


@pytest.mark.parametrize("year", YEARS)
def test_local_time_around_the_clock_changes(year):
    """Nine o'clock is nine o'clock on every day of the weeks of both changes."""
    for month in (3, 10):
        sunday = rhythm.nth_weekday(year, month, rhythm.LAST, 6)
        for days in range(-7, 8):
            day = sunday + timedelta(days=days)
            assert local_hour(rhythm.moment(day, 9.0)) == "09.00"
            assert local_hour(rhythm.moment(day, 13.5)) == "13.30"
        before = rhythm.moment(sunday - timedelta(days=1), 9.0)
        after = rhythm.moment(sunday + timedelta(days=1), 9.0)
        assert after - before == timedelta(hours=47 if month == 3 else 49)


def test_hours_at_the_edge_of_the_day():
    assert local_hour(rhythm.moment(date(2027, 3, 10), 0.0)) == "00.00"
    assert local_hour(rhythm.moment(date(2027, 3, 10), 23.75)) == "23.45"
    end = rhythm.local(rhythm.moment(date(2027, 3, 10), 23.999))
    assert (end.day, end.hour) == (11, 0)
    assert local_hour(rhythm.moment(date(2027, 3, 10), 9 + 1 / 3)) == "09.20"


@pytest.mark.parametrize("year", YEARS)
def test_days_near_a_day(year):
    """They are working days of the same year, the nearest first, none twice."""
    for number in range(366):
        wanted = date(year, 1, 1) + timedelta(days=number)
        days = list(rhythm.nearby(wanted))
        shifts = [abs((day - wanted).days) for day in days]
        assert shifts == sorted(shifts)
        assert len(set(days)) == len(days)
        assert all(shift <= rhythm.REACH for shift in shifts)
        assert all(day.year == wanted.year for day in days)
        assert all(day.month != rhythm.JULY for day in days)
        assert all(day.weekday() < rhythm.SATURDAY for day in days)
        assert not any(rhythm.holiday(day) for day in days)


def test_the_middle_of_july_has_no_day_near_it():
    assert not list(rhythm.nearby(date(2027, 7, 16)))
    assert next(rhythm.nearby(date(2027, 7, 1))) == date(2027, 6, 30)


# -------------------------------------------------------------------------- free time
def random_diary(chance, people, day):
    """A diary, and what stands in it as a list."""
    diary, written = slots.Diary(), []
    for _number in range(40):
        start = datetime.combine(day, datetime.min.time()) + timedelta(
            minutes=30 * chance.randrange(48 * 5)
        )
        stop = start + timedelta(minutes=30 * chance.choice([1, 2, 4, 16, 48, 100]))
        taken = chance.sample(people, chance.randint(1, 3))
        diary.add(taken, start, stop)
        written += [(person, start, stop) for person in taken]
    return diary, written


@pytest.mark.parametrize("seed", range(20))
def test_who_is_taken(seed):
    """The diary says the same as looking at every engagement."""
    chance = random.Random(seed)  # no secret depends on it
    people = list(range(8))
    day = date(2027, 3, 1)
    diary, written = random_diary(chance, people, day)
    for _number in range(300):
        start = at("2027-03-01 00:00") + timedelta(
            minutes=30 * chance.randrange(48 * 6)
        )
        stop = start + timedelta(minutes=30 * chance.choice([1, 3, 12, 60]))
        found = {
            person for person, begins, ends in written if begins < stop and start < ends
        }
        assert diary.taken(people, start, stop) == [p for p in people if p in found]


def test_meetings_one_after_the_other_do_not_clash():
    diary = slots.Diary()
    diary.add("a", at("2027-03-01 09:00"), at("2027-03-01 11:00"))
    assert not diary.taken("a", at("2027-03-01 11:00"), at("2027-03-01 12:00"))
    assert not diary.taken("a", at("2027-03-01 08:00"), at("2027-03-01 09:00"))
    assert diary.taken("a", at("2027-03-01 08:00"), at("2027-03-01 09:01"))


def test_more_meetings_than_days():
    """Nobody is booked twice; what does not fit says who was taken."""
    diary = slots.Diary()
    wanted = date(2027, 4, 14)
    placed = [slots.place(wanted, 9, 2, ["a"], diary) for _number in range(40)]
    starts = [place.start for place in placed if place.start]
    assert len(set(starts)) == len(starts) == len(list(rhythm.nearby(wanted)))
    assert placed[0].start.date() == wanted
    assert not placed[0].taken
    assert all(place.taken == ("a",) for place in placed[1:])


def test_a_meeting_of_nobody_stays_on_its_day():
    diary = slots.Diary()
    for _number in range(3):
        assert slots.place(date(2027, 4, 14), 9, 2, (), diary).start.day == 14


def test_moved_across_the_clock_change():
    """Moved from Friday to Monday the meeting still begins at nine."""
    diary = slots.Diary()
    diary.add("a", at("2028-03-10 00:00"), at("2028-03-25 00:00"))
    placed = slots.place(date(2028, 3, 24), 9, 2, "a", diary)
    assert placed.start.date() == date(2028, 3, 27)
    assert local_hour(placed.start) == "09.00"
    assert local_hour(placed.stop) == "11.00"


def test_proposals_around_the_clock_change():
    """Each stays within working hours, on both sides of the change."""
    found = slots.proposals(
        date(2028, 10, 23), date(2028, 11, 3), 2, "ab", slots.Diary(), most=20
    )
    assert len(found) == 10
    assert {local_hour(slot.start) for slot in found} == {"09.00"}
    assert {local_hour(slot.stop) for slot in found} == {"11.00"}


def test_no_proposal_when_nobody_can_come():
    diary = slots.Diary()
    diary.add("ab", at("2027-03-01 00:00"), at("2027-03-06 00:00"))
    assert not slots.proposals(date(2027, 3, 1), date(2027, 3, 5), 2, "ab", diary)
    assert not slots.proposals(date(2027, 7, 1), date(2027, 7, 31), 2, "ab", diary)
    assert not slots.proposals(date(2027, 3, 1), date(2027, 3, 5), 8, "c", diary)
