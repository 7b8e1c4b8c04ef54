"""An upload of requirements: what came in at once, and can be taken back at once."""

import pghistory
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from alignment.live import publish
from alignment.people.models import Person
from alignment.versions import history_of
from journeys.models.initiative import Initiative


class RequirementUploadQuerySet(models.QuerySet["RequirementUpload"]):
    def standing(self) -> "RequirementUploadQuerySet":
        return self.filter(undone_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class RequirementUpload(models.Model):
    """`name` is the file's, empty where the text was pasted; `count` rows were new."""

    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="requirement_uploads"
    )
    name = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = RequirementUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="requirement_upload_undone_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name or "Pasted text"

    @transaction.atomic
    def undo(self, *, by: Person) -> tuple[int, int]:
        """Take away what it brought. How many went, and how many stayed.

        Those somebody has worked on since stay: changed, or drawn into the slice.
        Safe to repeat.
        """
        self.initiative.lock()
        self.refresh_from_db(
            from_queryset=RequirementUpload.objects.select_for_update()
        )
        came = self.requirements.all()
        if self.undone_at:
            return 0, came.count()
        worked_on = (
            history_of(came.model)
            .filter(upload_id=self.pk)
            .values("pgh_obj_id")
            .annotate(versions=Count("pgh_id"))
            .filter(versions__gt=1)
        )
        idle = came.filter(in_slice=None).exclude(pk__in=worked_on.values("pgh_obj_id"))
        gone = idle.delete()[0]
        self.undone_at, self.undone_by = timezone.now(), by
        self.save(update_fields=["undone_at", "undone_by"])
        publish("requirements")
        return gone, came.count()
