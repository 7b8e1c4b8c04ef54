"""A contact: one customer contacting the company once."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class Channel(models.IntegerChoices):
    CALL = 1, "Call"
    CHAT = 2, "Chat"
    MAIL = 3, "Mail"
    VISIT = 4, "Visit"
    OTHER = 9, "Other"


class Direction(models.IntegerChoices):
    INBOUND = 1, "Inbound"
    OUTBOUND = 2, "Outbound"


class Contact(models.Model):
    """Written only by imports, in bulk: the first import of an id wins.

    Foreign keys here carry no database constraint: five checks a row would cost
    more than the row. The import writes only ids it has just looked up, and rows
    go with the import that brought them. `day` is the day of `began_at` in the
    installation's time zone. Journey and step follow from the reason's mapping
    unless `given_journey` says the journey.
    """

    pk = models.CompositePrimaryKey("source", "external_id")
    source = models.ForeignKey(
        "kpis.Source", models.DO_NOTHING, db_index=False, db_constraint=False
    )
    external_id = models.CharField(max_length=200, db_collation="C")
    began_at = models.DateTimeField()
    day = models.DateField()
    customer = models.ForeignKey(
        "kpis.Customer",
        models.DO_NOTHING,
        null=True,
        db_index=False,
        db_constraint=False,
    )
    reason = models.ForeignKey(
        "kpis.Reason", models.DO_NOTHING, db_index=False, db_constraint=False
    )
    given_journey = models.ForeignKey(
        "journeys.Journey",
        models.DO_NOTHING,
        null=True,
        db_index=False,
        db_constraint=False,
    )
    contact_import = models.ForeignKey(
        "kpis.ContactImport", models.DO_NOTHING, db_index=False, db_constraint=False
    )
    channel = models.SmallIntegerField(choices=Channel)
    direction = models.SmallIntegerField(choices=Direction)
    talk_seconds = models.IntegerField(null=True)
    hold_seconds = models.IntegerField(null=True)
    after_seconds = models.IntegerField(null=True)
    is_handled = models.BooleanField()
    is_abandoned = models.BooleanField()
    is_resolved = models.BooleanField(null=True)
    is_transferred = models.BooleanField(null=True)
    is_complaint = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "began_at"], name="contact_customer"),
            BrinIndex(fields=["day"], name="contact_day_brin", pages_per_range=16),
            BrinIndex(fields=["contact_import"], name="contact_import_brin"),
        ]

    def __str__(self) -> str:
        return self.external_id
