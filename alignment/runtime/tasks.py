"""No task of its own: here the worker finds its sign of life."""

from alignment.runtime.heartbeat import note_worker

__all__ = ["note_worker"]
