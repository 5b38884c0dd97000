"""The audit chain as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when, in a chain that nobody can quietly rewrite."""

    name = "guatu.platform.audit"
    label = "audit"
    verbose_name = "留痕"
