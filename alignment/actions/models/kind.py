"""What people can be told, and how each thing reaches them unless they choose."""

from dataclasses import dataclass

from django.db import models


class Channel(models.TextChoices):
    """How something reaches a person besides the page of what is new."""

    APP = "app", "Only in Alignment"
    MAIL = "mail", "By mail, at once"
    DIGEST = "digest", "In the daily mail"


@dataclass(frozen=True)
class Kind:
    """`channel` counts until somebody chooses another; `words` say when it comes."""

    name: str
    group: str
    words: str
    channel: Channel


APP, MAIL, DIGEST = Channel.APP, Channel.MAIL, Channel.DIGEST
KINDS = {
    kind.name: kind
    for kind in (
        Kind("mention", "Talks", "Somebody names you", MAIL),
        Kind("reply", "Talks", "Somebody writes in a talk you are in", DIGEST),
        Kind("asked-to-talk", "Talks", "Talking would be quicker than writing", DIGEST),
        Kind("action-given", "Actions", "Somebody gives you an action", MAIL),
        Kind("action-due", "Actions", "What you promised is due or overdue", DIGEST),
        Kind("sponsor-asked", "Initiatives", "You are asked to sponsor one", MAIL),
        Kind("sponsor-declined", "Initiatives", "A sponsor declines yours", MAIL),
        Kind("sponsor-accepted", "Initiatives", "A sponsor says yes to yours", DIGEST),
        Kind("kickoff-scheduled", "Initiatives", "A kickoff has its day", MAIL),
        Kind("handover-proposed", "Journeys", "You are asked to take one over", MAIL),
        Kind("journey-orphaned", "Journeys", "One has lost an owner", MAIL),
        Kind("insight-answered", "Insights", "Somebody answers what you told", APP),
        Kind("insight-told", "Insights", "One is told of what you look after", DIGEST),
        Kind("meeting-invited", "Meetings", "You are invited", MAIL),
        Kind("meeting-changed", "Meetings", "Its day, time or place changes", MAIL),
        Kind(
            "meeting-cancelled", "Meetings", "It is cancelled, or is without you", MAIL
        ),
        Kind("decision-waiting", "Decisions", "One waits for your word", MAIL),
        Kind("decision-approved", "Decisions", "Both sides have approved one", DIGEST),
        Kind("decision-voided", "Decisions", "An approval counts no more", MAIL),
        Kind("workaround-told", "Workarounds", "One is on what you look after", DIGEST),
        Kind("workaround-onward", "Workarounds", "Yours goes on to its fix", DIGEST),
        Kind("workaround-asked", "Workarounds", "You are asked about one", DIGEST),
        Kind("workaround-rejected", "Workarounds", "What you told of is none", DIGEST),
        Kind("workaround-retired", "Workarounds", "One is not needed any more", DIGEST),
    )
}
"""By name, in the order of the settings. One line a kind: nothing else lists them."""
DUE = "action-due"
DAILY = "daily"
"""Stands for the daily mail as a whole."""
