"""Everything the database keeps about actions, talks and what people are told."""

from alignment.actions.models.action import Action, ActionClosed, CannotTake, NotLater
from alignment.actions.models.digest import Digest, DigestTime
from alignment.actions.models.kind import KINDS, Channel, Kind
from alignment.actions.models.mail_choice import MailChoice
from alignment.actions.models.notification import News, Notification

__all__ = [
    "KINDS",
    "Action",
    "ActionClosed",
    "CannotTake",
    "Channel",
    "Digest",
    "DigestTime",
    "Kind",
    "MailChoice",
    "News",
    "NotLater",
    "Notification",
]
