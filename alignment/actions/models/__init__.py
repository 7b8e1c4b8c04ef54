"""Everything the database keeps about actions, talks and what people are told."""

from alignment.actions.models.action import Action, ActionClosed, CannotTake, NotLater
from alignment.actions.models.comment import Comment, TakenBack, TooLate
from alignment.actions.models.digest import Digest, DigestTime
from alignment.actions.models.kind import KINDS, Channel, Kind
from alignment.actions.models.mail_choice import MailChoice
from alignment.actions.models.notification import News, NewsLetter, Notification
from alignment.actions.models.thread import (
    NotThen,
    NotTwo,
    Thread,
    ThreadClosed,
    ThreadPerson,
)

__all__ = [
    "KINDS",
    "Action",
    "ActionClosed",
    "CannotTake",
    "Channel",
    "Comment",
    "Digest",
    "DigestTime",
    "Kind",
    "MailChoice",
    "News",
    "NewsLetter",
    "NotLater",
    "NotThen",
    "NotTwo",
    "Notification",
    "TakenBack",
    "Thread",
    "ThreadClosed",
    "ThreadPerson",
    "TooLate",
]
