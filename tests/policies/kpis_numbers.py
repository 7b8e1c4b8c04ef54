"""Everybody sees the numbers; targets are for everybody but agents."""

from typing import Any

from tests.policies.rule import Rule


def target(world: Any) -> list[Any]:
    return [world.target.pk]


RULES: dict[str, Rule] = {
    "kpis:kpi-list": Rule("agent"),
    "kpis:kpi-show": Rule("agent", lambda world: ["no-contact"]),
    "kpis:contact-list": Rule("agent"),
    "kpis:contact-export": Rule("agent"),
    "kpis:journey-contacts": Rule("agent", lambda world: [world.journey.slug]),
    "kpis:release-contacts": Rule("agent", lambda world: [world.release.slug]),
    "kpis:target-propose": Rule(
        "member", lambda world: ["aht"], "post", {"value": "300"}
    ),
    "kpis:target-agree": Rule("member", target, "post"),
    "kpis:target-end": Rule("member", target, "post"),
    "kpis:target-keep": Rule("member", target, "post"),
    "kpis:numbers-retry": Rule("admin", method="post"),
}
