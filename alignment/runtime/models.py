"""What the runtime remembers of itself."""

from django.db import models


class DemoLoad(models.Model):
    """One row, id 1: how the demo organisation is being made, and when it was done.

    An interrupted load goes on from here, with the same moment as its "now", so that
    what it adds fits to what is there.
    """

    scale = models.FloatField()
    now = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="demo_load_is_one")
        ]

    def __str__(self) -> str:
        return "loaded" if self.finished_at else "loading"
