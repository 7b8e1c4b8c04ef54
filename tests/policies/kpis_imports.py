"""Imports are for admins, mapping reasons for everybody but agents."""

from django.core import signing

from kpis.views.reason import SALT
from tests.policies.rule import Rule


def contact_import(world):
    return [world.contact_import.pk]


def step(world):
    return [world.step.pk]


RULES: dict[str, Rule] = {
    "kpis:import-list": Rule("admin"),
    "kpis:import-add": Rule("admin"),
    "kpis:import-show": Rule("admin", contact_import),
    "kpis:import-match": Rule("admin", contact_import),
    "kpis:import-reread": Rule("admin", contact_import, method="post"),
    "kpis:import-check": Rule("admin", contact_import),
    "kpis:import-begin": Rule("admin", contact_import, method="post"),
    "kpis:import-undo": Rule("admin", contact_import, method="post"),
    "kpis:import-retry": Rule("admin", contact_import, method="post"),
    "kpis:import-discard": Rule("admin", contact_import, method="post"),
    "kpis:import-refused": Rule("admin", contact_import),
    "kpis:import-refused-export": Rule("admin", contact_import),
    "kpis:source-edit": Rule("admin", lambda world: [world.source.slug]),
    "kpis:source-remove": Rule(
        "admin", lambda world: [world.source.slug], method="post"
    ),
    "kpis:reason-list": Rule("agent", why="everybody sees how reasons are mapped"),
    "kpis:reason-map": Rule(
        "member",
        lambda world: [world.reason.pk],
        method="post",
        data={"demand": "failure"},
    ),
    "kpis:reason-assign": Rule("member", method="post"),
    "kpis:reason-restore": Rule(
        "member",
        lambda _: [signing.dumps([], salt=SALT, compress=True)],
        method="post",
    ),
    "kpis:step-reasons": Rule("agent", step, why="part of a step that all may see"),
    "kpis:step-reason-add": Rule("member", step, method="post"),
    "kpis:step-reason-remove": Rule(
        "member", lambda world: [world.step.pk, world.reason.pk], method="post"
    ),
}
