"""Plan documents, targets and their quotes, breakdown, as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plan documents, targets and their quotes, breakdown."""

    name = "guatu.apps.plans"
    verbose_name = "规划目标"
