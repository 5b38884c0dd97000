"""Refuse to change or delete a figure or a receipt once it is filed."""

from django.db import migrations

from guatu.platform.append_only import append_only


class Migration(migrations.Migration):
    """Figures and receipts grow only."""

    dependencies = [("observations", "0001_initial")]
    operations = [
        append_only("observations_observation", keys=("id",)),
        append_only("observations_filing", keys=("id", "key", "receipt")),
    ]
