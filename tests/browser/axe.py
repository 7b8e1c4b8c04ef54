"""What axe-core says about the page that is shown."""

from pathlib import Path

from tests.browser.browsing import SCHEMES, SIZES, Visitor

AXE = Path(__file__).parent / "vendor/axe-core-4.14.1/axe.min.js"
RUN = """async rules => {
    const options = {resultTypes: ['violations']};
    if (rules.length) options.runOnly = {type: 'rule', values: rules};
    const found = await axe.run(document, options);
    return found.violations.map(each =>
        `${each.id}: ${each.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
}"""
# What a darker or lighter theme can change.
OF_THEMES = ["color-contrast", "link-in-text-block"]
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


def violations(who: Visitor, rules: list[str] | None = None) -> list[str]:
    who.page.evaluate(PAINTED)
    return list(who.page.evaluate(RUN, rules or []))


def audit(who: Visitor) -> list[str]:
    """Judge the shown page in each size and theme; also whether it scrolls sideways."""
    found = []
    for size in SIZES:
        who.resize(size)
        for scheme in SCHEMES:
            who.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            rules = [] if scheme == "light" else OF_THEMES
            found += [f"{size}, {scheme}: {fault}" for fault in violations(who, rules)]
        if over := who.page.evaluate(WIDTH):
            found.append(f"{size}: {over} px sideways")
    return found
