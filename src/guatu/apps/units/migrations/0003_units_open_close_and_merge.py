"""Let units open, close and be merged into others."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """From when to when a unit stands, and who goes on for it."""

    dependencies = [
        ('units', '0002_tiles_by_county'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='撤销日'),
        ),
        migrations.AddField(
            model_name='unit',
            name='opened_on',
            field=models.DateField(blank=True, null=True, verbose_name='设立日'),
        ),
        migrations.AddField(
            model_name='unit',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='units.unit'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('opened_on__isnull', True), ('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='unit_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('closed_on__isnull', False), _connector='OR'), name='unit_with_a_successor_is_closed'),
        ),
    ]
