"""Where contacts come from: a phone system, a help desk, a chat tool."""

from django.db import models


class Source(models.Model):
    """Remembers how its files are read, and what it means by handling time."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    time_zone = models.CharField(
        "time zone of times without an offset", max_length=60, default="UTC"
    )
    handling_definition = models.CharField(
        "what it counts as handling time",
        max_length=200,
        default="talk + hold + after-contact work",
    )
    own_customer_ids = models.BooleanField(
        "its customer ids are its own, not the company's", default=False
    )
    has_customer_list = models.BooleanField(default=False, editable=False)
    mappings = models.JSONField(default=dict, editable=False)
    """{kind of file: {field: choice}} as last used, kind as in ContactImport.Kind."""

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
