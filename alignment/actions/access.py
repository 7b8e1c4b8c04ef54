"""Who may load what of actions: the only way a view gets a row.

Everybody sees every action and may promise one. Agents change those that are theirs
or that they wrote down; everybody else changes all.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.shortcuts import get_object_or_404

from alignment.actions.models import Action, Comment, Notification, Thread
from alignment.actions.models.action import ActionQuerySet
from alignment.actions.models.thread import ThreadQuerySet
from alignment.people.models import Person


def actions_to_see(viewer: Person) -> ActionQuerySet:
    return Action.objects.all()


def action_to_see(viewer: Person, pk: int) -> Action:
    found = actions_to_see(viewer).select_related("owner", "created_by", "closed_by")
    return get_object_or_404(found, pk=pk)


def changeable(viewer: Person) -> ActionQuerySet:
    """The actions somebody may change."""
    if viewer.edits:
        return Action.objects.all()
    return Action.objects.filter(Q(owner=viewer) | Q(created_by=viewer))


def action_to_change(viewer: Person, pk: int) -> Action:
    found = changeable(viewer).select_related("owner", "created_by", "closed_by")
    return get_object_or_404(found, pk=pk)


def actions_to_change(viewer: Person, pks: Iterable[int]) -> list[Action]:
    """Those of the actions asked for that they may change, by their key."""
    found = changeable(viewer).filter(pk__in=list(pks)).select_related("owner")
    return list(found.order_by("pk"))


def notification_to_see(viewer: Person, pk: int) -> Notification:
    """One's own; what another was told is not there."""
    return get_object_or_404(Notification.objects.of(viewer), pk=pk)


def person_to_unsubscribe(pk: int) -> Person:
    """Whoever a link in a mail names, also if they have left since."""
    return get_object_or_404(Person, pk=pk)


def threads_to_see(viewer: Person) -> ThreadQuerySet:
    """Everybody sees every talk, and may write in it."""
    return Thread.objects.all()


def thread_to_see(viewer: Person, pk: int) -> Thread:
    found = threads_to_see(viewer).select_related("closed_by")
    return get_object_or_404(found, pk=pk)


def thread_to_close(viewer: Person, pk: int) -> Thread:
    """Those who are in it know whether they talked."""
    return get_object_or_404(Thread.objects.filter(people=viewer), pk=pk)


def comment_to_change(viewer: Person, pk: int) -> Comment:
    """One's own."""
    mine = Comment.objects.filter(by=viewer).select_related("thread")
    return get_object_or_404(mine, pk=pk)


def comment_to_withdraw(viewer: Person, pk: int) -> Comment:
    """One's own; admins any: something may stand in it by mistake."""
    found = Comment.objects.select_related("thread")
    if not viewer.is_admin:
        found = found.filter(by=viewer)
    return get_object_or_404(found, pk=pk)
