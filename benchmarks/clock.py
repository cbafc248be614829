"""How long something takes and how many queries it needs."""

import statistics
import time
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured thing; ``against`` names the core screen it is compared with."""

    part: str
    name: str
    seconds: float
    queries: int
    count: int = 1
    against: str = ""


def once(env, function):
    """Return (result, seconds, queries) of one call, with all that it leaves to do."""
    env.flush_all()
    queries = env.cr.sql_log_count
    start = time.perf_counter()
    result = function()
    env.flush_all()
    return result, time.perf_counter() - start, env.cr.sql_log_count - queries


def median(env, function, repeats):
    """Return (seconds, queries), each the median of calls that begin with empty caches.

    The first call does not count: it reads what a server reads once in its life.
    """
    seconds, queries = [], []
    for _turn in range(repeats + 1):
        env.invalidate_all()
        _result, taken, asked = once(env, function)
        seconds.append(taken)
        queries.append(asked)
    return statistics.median(seconds[1:]), round(statistics.median(queries[1:]))


def in_turns(env, pairs, repeats):
    """Measure functions one after the other, again and again, and undo what they do.

    What else the machine does then favours none of them. The first round does not
    count. Everything before must be committed.

    :param pairs: (prepare, function); the function gets what ``prepare`` returns, which
        is not measured
    :return: (seconds, queries) of each, the medians
    """
    taken = [([], []) for _pair in pairs]
    for turn in range(repeats + 1):
        for (prepare, function), (seconds, queries) in zip(pairs, taken, strict=True):
            prepared = prepare()
            env.flush_all()
            env.invalidate_all()
            _result, second, query = once(env, lambda f=function, p=prepared: f(p))
            env.cr.rollback()
            if turn:
                seconds.append(second)
                queries.append(query)
    return [
        (statistics.median(seconds), round(statistics.median(queries)))
        for seconds, queries in taken
    ]
