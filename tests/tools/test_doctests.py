"""Every tool of every addon: loads without Odoo, and its examples hold."""

import doctest

import pytest
from lib.tools import ADDONS, load_tool

TOOLS = sorted(
    (path.parts[-3], path.stem)
    for path in ADDONS.glob("*/tools/*.py")
    if path.stem != "__init__"
)


@pytest.mark.parametrize(("addon", "name"), TOOLS)
def test_examples(addon, name):
    result = doctest.testmod(load_tool(addon, name), optionflags=doctest.ELLIPSIS)
    assert not result.failed
