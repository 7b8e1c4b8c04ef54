"""Everybody sees and promises actions; agents change their own only.

What somebody is told is for them alone, and how they are told is theirs to choose.
"""

from alignment.actions.undo import token_of
from alignment.actions.unsubscribe import token_of as stop_token
from tests import make
from tests.policies.rule import Rule

OPEN = "everybody takes part in what was promised"


def action(world):
    return [world.action.pk]


def told(world):
    """Something that whoever asks was told."""
    return [make.notification(world.me or world.person).pk]


def thread(world):
    return [world.thread.pk]


def mine(world):
    """A talk that whoever asks is in."""
    world.thread.join([world.me] if world.me else [])
    return thread(world)


def about(world):
    return ["action", world.action.pk]


def comment(world):
    """A comment of whoever asks."""
    return [make.comment(world.thread, world.me or world.person).pk]


WORDS = {"words": "Shall we talk?"}
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
    "actions:notification-list": Rule("agent", why="each their own"),
    "actions:notification-count": Rule("agent", why="each their own"),
    "actions:notification-show": Rule("agent", told, why="each their own"),
    "actions:notification-see": Rule("agent", told, method="post", why="their own"),
    "actions:notification-see-all": Rule("agent", method="post", why="their own"),
    "actions:thread-show": Rule("agent", thread, why="everybody sees every talk"),
    "actions:thread-about": Rule("agent", about, why="everybody sees every talk"),
    "actions:thread-begin": Rule("agent", about, "post", WORDS, why="all may talk"),
    "actions:thread-hush": Rule("agent", thread, "post", why="only for oneself"),
    "actions:thread-close": Rule(
        "agent",
        mine,
        method="post",
        answers=422,
        why="those in it; nobody says yet who talked",
    ),
    "actions:comment-add": Rule("agent", thread, "post", WORDS, why="all may talk"),
    "actions:comment-edit": Rule("agent", comment, why="one's own"),
    "actions:comment-withdraw": Rule(
        "agent", comment, method="post", why="one's own; admins any"
    ),
    "actions:mention-list": Rule("agent", why="everybody sees who is here"),
    "actions:mail-choice-edit": Rule("agent", why="each for themselves"),
    "actions:mail-choice-stop": Rule(
        "anyone",
        lambda world: [stop_token(world.person.pk, "mention")],
        why="the link in a mail is enough",
    ),
}
