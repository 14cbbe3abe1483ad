"""Organisations that were there before their names could be searched."""

from django.db import migrations

from keqiao.kernel.search.names import noun_number, pairs


def add(apps, schema_editor):
    NamePair = apps.get_model("search", "NamePair")
    Organisation = apps.get_model("organisations", "Organisation")
    found = Organisation.objects.order_by().values_list("pk", "name", "short_name")
    number = noun_number(Organisation)
    rows = (
        NamePair(noun=number, pair=pair, record=pk)
        for pk, name, short_name in found.iterator()
        for pair in pairs(name) | pairs(short_name)
    )
    NamePair.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial"), ("organisations", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
