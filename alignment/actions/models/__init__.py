"""Everything the database keeps about actions."""

from alignment.actions.models.action import Action, ActionClosed, CannotTake, NotLater

__all__ = ["Action", "ActionClosed", "CannotTake", "NotLater"]
