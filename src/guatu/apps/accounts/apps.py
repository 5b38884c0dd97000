"""People and sign-in as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and sign-in."""

    name = "guatu.apps.accounts"
    verbose_name = "账号"
