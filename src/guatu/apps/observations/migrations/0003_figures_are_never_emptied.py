"""Refuse to empty the tables of figures and receipts at one stroke."""

from django.db import migrations

from guatu.platform.append_only import never_emptied


class Migration(migrations.Migration):
    """Figures and receipts are never truncated."""

    dependencies = [("observations", "0002_figures_only_grow")]
    operations = [never_emptied("observations_observation", "observations_filing")]
