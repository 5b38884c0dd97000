"""Refuse to empty the audit chain at one stroke."""

from django.db import migrations

from guatu.platform.append_only import never_emptied


class Migration(migrations.Migration):
    """The audit chain is never truncated."""

    dependencies = [("audit", "0002_entries_only_grow")]
    operations = [never_emptied("audit_entry")]
