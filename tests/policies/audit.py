"""What everybody did is for admins to look up."""

from tests.policies.rule import Rule

RULES: dict[str, Rule] = {
    "audit:audit-list": Rule("admin"),
    "audit:audit-export": Rule("admin"),
}
