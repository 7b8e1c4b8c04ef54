"""What admins see behind the scenes; roles and teams have pages of their own."""

from django.contrib import admin
from django.http import HttpRequest

from alignment.people.models import Organisation, Person, Team


class Kept(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows come and go through the product's own pages, where rules are kept."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(Kept):
    list_display = ["name", "email", "side", "role", "is_active", "last_login"]
    list_filter = ["side", "role", "is_active"]
    search_fields = ["name", "email", "title"]
    fields = ["name", "email", "title", "phone", "chat", "side", "role", "is_active"]
    readonly_fields = ["side", "role", "is_active"]


@admin.register(Team)
class TeamAdmin(Kept):
    list_display = ["name", "side"]
    list_filter = ["side"]
    fields = ["name", "side", "slug"]
    readonly_fields = ["side", "slug"]


@admin.register(Organisation)
class OrganisationAdmin(Kept):
    fields = ["name", "product_word", "ops_word", "ops_short_word", "repeat_days"]
    readonly_fields = ["repeat_days"]
