"""Refuse to change or delete an entry of the audit chain."""

from django.db import migrations

from guatu.platform.append_only import append_only


class Migration(migrations.Migration):
    """The audit chain grows only."""

    dependencies = [("audit", "0001_initial")]
    operations = [append_only("audit_entry", keys=("number", "digest"))]
