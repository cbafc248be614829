# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import gc
from contextlib import contextmanager


@contextmanager
def as_in_a_request(env):
    """Begin as a request does: nothing has been read, and nothing works in between.

    What an environment has worked out, the user's company for one, lives as long as it
    does. Environments refer to themselves, so only Python's collector of unused objects
    ends them, whenever it happens to run. Then the same is asked once more or not,
    depending on which tests ran before. So all forget it, and the collector rests.
    """
    env.flush_all()
    env.transaction.reset()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def queries(env, function, *args):
    """Return how many queries a call makes in a request of a server that is warm.

    It is called twice: the first call warms what a server has in memory, such as views
    and rules. What it leaves to be written is counted as well.
    """
    for _turn in ("warms", "counts"):
        with as_in_a_request(env):
            start = env.cr.sql_log_count
            function(*args)
            env.cr.flush()
            count = env.cr.sql_log_count - start
    return count
