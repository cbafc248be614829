"""Print the addons of a folder, or what they need from elsewhere, separated by commas.

Usage: manifests.py ours|needed FOLDER
"""

import ast
import sys
from pathlib import Path


def main(which, folder):
    manifests = {
        path.parent.name: ast.literal_eval(path.read_text())
        for path in sorted(Path(folder).glob("*/__manifest__.py"))
    }
    ours = {
        name
        for name, manifest in manifests.items()
        if manifest.get("installable", True)
    }
    if not ours:
        sys.exit(f"no addon in {folder}")
    needed = {need for name in ours for need in manifests[name].get("depends", [])}
    print(",".join(sorted(ours if which == "ours" else (needed | {"base"}) - ours)))


main(*sys.argv[1:])
