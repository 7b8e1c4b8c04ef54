"""The register of changes."""

from alignment.audit.models.change import Change

__all__ = ["Change"]
