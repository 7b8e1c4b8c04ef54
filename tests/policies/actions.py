"""Everybody sees and promises actions; agents change their own only."""

from alignment.actions.undo import token_of
from tests.policies.rule import Rule

OPEN = "everybody takes part in what was promised"


def action(world):
    return [world.action.pk]


RULES: dict[str, Rule] = {
    "actions:action-list": Rule("agent", why=OPEN),
    "actions:action-add": Rule("agent", why=OPEN),
    "actions:action-show": Rule("agent", action, why=OPEN),
    "actions:action-history": Rule("agent", action, why=OPEN),
    "actions:action-edit": Rule("member", action, why="agents edit their own only"),
    "actions:action-change": Rule(
        "agent", method="post", answers=422, why="agents change their own only"
    ),
    "actions:action-restore": Rule(
        "agent",
        lambda world: [token_of([], by=world.me or world.person)],
        method="post",
        why="a token takes back what the same person did",
    ),
}
