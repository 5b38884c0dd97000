"""Who owes which figure, filings and observations, as a Django app."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Who owes which figure, filings and observations."""

    name = "guatu.apps.observations"
    verbose_name = "填报"
