from django.contrib.admin.apps import AdminConfig


class HouseAdmin(AdminConfig):
    """Django's admin on our own site class."""

    default_site = "alignment.people.admin_site.HouseSite"
