"""Load an addon's `tools/` without Odoo: its modules must not need the ORM."""

import importlib
import sys
import types
from pathlib import Path

ADDONS = Path(__file__).resolve().parents[2] / "addons"


class NoOdoo:
    """An importer that refuses Odoo, so that a tool which needs it fails here."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "odoo" or name.startswith("odoo."):
            raise ImportError(f"{name}: tools are plain Python, without Odoo")


def load_tool(addon, name):
    """The module `addons/<addon>/tools/<name>.py`, with its neighbours."""
    package = f"{addon}_tools"
    if package not in sys.modules:
        module = types.ModuleType(package)
        module.__path__ = [str(ADDONS / addon / "tools")]
        sys.modules[package] = module
    sys.meta_path.insert(0, NoOdoo)
    try:
        return importlib.import_module(f"{package}.{name}")
    finally:
        sys.meta_path.remove(NoOdoo)
