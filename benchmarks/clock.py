"""How long something takes, how much processor time of it, and how many queries.

On a machine that does other work too, wall time says little. So what is compared runs
in turns, the ratio is the median of the pairs' ratios, and processor time stands beside
it: that of this process and of the database's process that serves it.
"""

import statistics
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple


class Figure(NamedTuple):
    """One measured thing; ``against`` names what it is compared with.

    :param processor: seconds of processor time
    :param pair: median of the ratios of pairs; 0 if it was not measured in turns
    :param aim: seconds that it may take, where the aim is one; else 0
    """

    part: str
    name: str
    seconds: float
    queries: int
    count: int = 1
    against: str = ""
    processor: float = 0.0
    pair: float = 0.0
    aim: float = 0.0


class Taken(NamedTuple):
    """What some calls of a function took: medians, and the seconds of each call."""

    seconds: float
    queries: int
    processor: float
    each: tuple = ()

    def figure(self, part, name, *, count=1, against="", beside=None, aim=0.0):
        """Return this as a figure.

        :param beside: the :class:`Taken` of what ran in turns with it
        """
        pair = 0.0
        if beside is not None:
            pair = statistics.median(
                own / other for own, other in zip(self.each, beside.each, strict=True)
            )
        return Figure(
            part,
            name,
            self.seconds,
            self.queries,
            count,
            against,
            self.processor,
            pair,
            aim,
        )


class Try(NamedTuple):
    """Something to measure, and what it is compared with.

    :param call: function without arguments
    :param against: name of another try; its own, if others are compared with it
    """

    name: str
    env: Any
    call: Any
    against: str = ""
    count: int = 1
    aim: float = 0.0


def processor(env):
    """Return the seconds of processor time that we and our database process have used.

    A database on another machine does not tell; then only ours count.
    """
    used = time.process_time()
    with suppress(OSError):
        pid = env.cr._cnx.get_backend_pid()
        nanoseconds = Path(f"/proc/{pid}/schedstat").read_text().split()[0]
        used += int(nanoseconds) / 1e9
    return used


def once(env, function):
    """Return (result, :class:`Taken`) of one call, with all that it leaves to do."""
    env.flush_all()
    queries, used = env.cr.sql_log_count, processor(env)
    start = time.perf_counter()
    result = function()
    env.flush_all()
    seconds = time.perf_counter() - start
    return result, Taken(
        seconds, env.cr.sql_log_count - queries, processor(env) - used, (seconds,)
    )


def together(calls):
    """Return one :class:`Taken` of several."""
    return Taken(
        statistics.median(item.seconds for item in calls),
        round(statistics.median(item.queries for item in calls)),
        statistics.mean(item.processor for item in calls),
        tuple(item.seconds for item in calls),
    )


def in_turns(env, pairs, repeats):
    """Measure functions one after the other, again and again, and undo what they do.

    What else the machine does then favours none of them. Each begins with an empty
    record cache. The first round does not count: it reads what a server reads once in
    its life. Everything before must be committed.

    :param pairs: (prepare, function); the function gets what ``prepare`` returns, which
        is not measured
    :return: a list of :class:`Taken`, one a pair
    """
    taken = [[] for _pair in pairs]
    for turn in range(repeats + 1):
        for (prepare, function), calls in zip(pairs, taken, strict=True):
            prepared = prepare()
            env.flush_all()
            env.invalidate_all()
            _result, call = once(env, lambda f=function, p=prepared: f(p))
            env.cr.rollback()
            if turn:
                calls.append(call)
    return [together(calls) for calls in taken]


def alone(env, function, repeats):
    """Return the :class:`Taken` of a function that nothing is compared with."""
    return in_turns(env, [(lambda: None, lambda _none: function())], repeats)[0]


def compare(part, tries, repeats):
    """Yield a figure of each try, measured in turns with what it is compared with.

    :param tries: :class:`Try`; what others are compared with comes before them
    """
    known = {}
    for item in tries:
        known[item.name] = item.call
        calls = [item.call]
        if item.against not in ("", item.name):
            calls.append(known[item.against])
        pairs = [(lambda: None, lambda _none, call=call: call()) for call in calls]
        taken = in_turns(item.env, pairs, repeats)
        yield taken[0].figure(
            part,
            item.name,
            count=item.count,
            against=item.against,
            beside=taken[1] if len(taken) > 1 else None,
            aim=item.aim,
        )
