"""Home is everybody's who is signed in."""

from tests.policies.rule import Rule

RULES: dict[str, Rule] = {
    "dashboards:home": Rule("agent"),
}
