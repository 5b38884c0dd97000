"""Readings of the day and the boards that show them, as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Readings of the day and the boards that show them."""

    name = "guatu.apps.boards"
    verbose_name = "战图"

    def ready(self) -> None:
        """Register the jobs that each day owes."""
        import_module("guatu.apps.boards.jobs")
