"""Contacts by day: components only, ratios are divided last."""

from django.db import models


class ContactDay(models.Model):
    """Sums of a day by reason, channel and given journey. Derived: can be rebuilt.

    `journey_id` and `step_id` follow the reason's mapping (or the given journey)
    and change with it; null means mapped to none. `handled_seconds` are the talk,
    hold and after seconds of handled contacts, what AHT divides; the three seconds
    columns count every contact. `followed_*` count inbound contacts followed by
    another inbound one of the same customer within the organisation's repeat days.
    """

    day = models.DateField()
    reason_id = models.BigIntegerField()
    channel = models.SmallIntegerField()
    given_journey_id = models.BigIntegerField(null=True)
    journey_id = models.BigIntegerField(null=True)
    step_id = models.BigIntegerField(null=True)
    inbound = models.IntegerField()
    outbound = models.IntegerField()
    handled = models.IntegerField()
    abandoned = models.IntegerField()
    talk_seconds = models.BigIntegerField()
    hold_seconds = models.BigIntegerField()
    after_seconds = models.BigIntegerField()
    handled_seconds = models.BigIntegerField()
    resolved = models.IntegerField()
    transferred = models.IntegerField()
    complaints = models.IntegerField()
    followed_any = models.IntegerField(default=0)
    followed_same_reason = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "reason_id", "channel", "given_journey_id"],
                nulls_distinct=False,
                name="contact_day_is_unique",
            )
        ]
        indexes = [
            models.Index(fields=["journey_id", "day"], name="contact_day_journey"),
            models.Index(fields=["reason_id"], name="contact_day_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.day}, reason {self.reason_id}"


class ContactRepeat(models.Model):
    """An inbound contact that the same customer followed with another. Derived."""

    source_id = models.BigIntegerField()
    external_id = models.CharField(max_length=200, db_collation="C")
    customer_id = models.BigIntegerField()
    day = models.DateField()
    reason_id = models.BigIntegerField()
    channel = models.SmallIntegerField()
    given_journey_id = models.BigIntegerField(null=True)
    is_same_reason = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["customer_id"], name="contact_repeat_customer"),
            models.Index(fields=["day"], name="contact_repeat_day"),
        ]

    def __str__(self) -> str:
        return self.external_id
