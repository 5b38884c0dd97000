"""Jobs in the database as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that outlives the request: queue, schedule, janitor."""

    name = "guatu.platform.jobs"
    label = "jobs"
    verbose_name = "后台任务"
