"""Several people at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from .server import RpcError


def at_once(*jobs):
    """Run the jobs at the same moment and return what each returned or raised."""
    barrier = Barrier(len(jobs))

    def run(job):
        barrier.wait(60)
        try:
            return job()
        except RpcError as error:
            return error

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))
