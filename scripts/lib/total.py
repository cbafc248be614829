"""Add up all suites in one closing line; fail when a test failed or none ran."""

import sys
from pathlib import Path
from xml.etree import ElementTree

total = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
for report in Path(sys.argv[1]).glob("*.xml"):
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        for key in total:
            total[key] += int(suite.get(key, 0))

failed = total["failures"] + total["errors"]
passed = total["tests"] - failed - total["skipped"]
print(
    f"\n{passed} passed, {failed} failed"
    + (f", {total['skipped']} skipped" if total["skipped"] else "")
)
sys.exit(bool(failed) or not passed)
