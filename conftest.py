"""What holds for every test of the addons."""

import pytest

FALLBACK = "retrying with a read/write cursor"


@pytest.fixture(autouse=True)
def reading_stays_reading(caplog):
    """Fail a test in which something that declares to read only has written.

    Odoo then answers from the primary after all, so that nothing else would show it.
    """
    yield
    said = [record.getMessage() for record in caplog.get_records("call")]
    assert not [line for line in said if FALLBACK in line], said
