from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_talks"),
        ("journeys", "0015_what_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="insight",
            index=models.Index(
                models.OrderBy(models.F("told_at"), descending=True),
                condition=models.Q(("answered_at", None), ("withdrawn_at", None)),
                name="insight_unanswered",
            ),
        ),
    ]
