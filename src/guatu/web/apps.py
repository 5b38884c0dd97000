"""The shell of every page, as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Shell, navigation, component templates, pages that span apps."""

    name = "guatu.web"
    verbose_name = "页面"
