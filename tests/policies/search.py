"""Everybody searches; what is found is only what they may see."""

from tests.policies.rule import Rule

OPEN = "each finds what each may see"
RULES: dict[str, Rule] = {
    "search:search-show": Rule("agent", data={"q": "move"}, why=OPEN),
    "search:search-suggest": Rule("agent", data={"q": "move"}, why=OPEN),
}
