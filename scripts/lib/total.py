"""Add up all suites in one closing line; fail when a test failed or none ran."""

import sys
from pathlib import Path
from xml.etree import ElementTree

WORST = ("failed", "skipped", "passed")
OUTCOMES = {"failure": "failed", "error": "failed", "skipped": "skipped"}

# A test with subtests stands several times in a report; its worst outcome counts.
results = {}
for report in Path(sys.argv[1]).glob("*.xml"):
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        test = (report.stem, case.get("classname"), case.get("name"))
        found = [OUTCOMES[part.tag] for part in case if part.tag in OUTCOMES]
        outcomes = [*found, results.get(test, "passed")]
        results[test] = min(outcomes, key=WORST.index)

passed, failed, skipped = (
    list(results.values()).count(outcome) for outcome in ("passed", "failed", "skipped")
)
print(
    f"\n{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")
)
sys.exit(bool(failed) or not passed)
