"""The tree of places, bureaus and sections, and who holds which post, as a Django app."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The tree of places, bureaus and sections, and who holds which post."""

    name = "guatu.apps.units"
    verbose_name = "单位"
