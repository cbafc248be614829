"""What holds for every test of the addons."""

import os

import pytest

FALLBACK = "retrying with a read/write cursor"


def pytest_configure(config):
    """Give each process that shares the tests its own database; scripts/test made them.

    The Odoo plugin would make them as well, under a name that Odoo 19 takes for a list.
    """
    database = config.getoption("--odoo-database", None)
    if database and "PYTEST_XDIST_WORKER" in os.environ:
        from odoo.tools import config as odoo_config

        name, run = database.rsplit("_", 1)
        worker = os.environ.pop("PYTEST_XDIST_WORKER")
        odoo_config["db_name"] = [f"{name}_{worker}_{run}"]


@pytest.fixture(autouse=True)
def reading_stays_reading(caplog):
    """Fail a test in which something that declares to read only has written.

    Odoo then answers from the primary after all, so that nothing else would show it.
    """
    yield
    said = [record.getMessage() for record in caplog.get_records("call")]
    assert not [line for line in said if FALLBACK in line], said
