"""axe-core on a page: what a keyboard or a screen reader would stumble over."""

from pathlib import Path

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 on the levels A and AA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async ([include, exclude, tags]) => {
    const found = await axe.run(
        {include, exclude},
        {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]},
    );
    return found.violations.map((rule) => [
        rule.id,
        rule.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
    ]);
}"""


def violations(page, *include, exclude=()):
    """Rules that a page breaks: {name of the rule: [where and what to do]}.

    :param include: selectors to look at; the whole page if none
    :param exclude: selectors left out
    """
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    if include and not any(page.locator(selector).count() for selector in include):
        raise AssertionError(f"nothing on {page.url} is {' or '.join(include)}")
    here = [selector for selector in include if page.locator(selector).count()]
    return dict(page.evaluate(RUN, [here or ["html"], list(exclude), TAGS]))
