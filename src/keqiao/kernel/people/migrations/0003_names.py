"""People who were there before their names could be searched, folded and sounded."""

from itertools import islice

from django.db import migrations

from keqiao.kernel.search.names import noun_number, pairs
from keqiao.kernel.standards.likeness import fold_name, sound_of


def add(apps, schema_editor):
    NamePair = apps.get_model("search", "NamePair")
    Person = apps.get_model("people", "Person")
    number = noun_number(Person)
    found = Person.objects.order_by("pk").only("pk", "name").iterator(chunk_size=2000)
    while chunk := list(islice(found, 2000)):
        for one in chunk:
            one.name_key, one.name_sound = fold_name(one.name), sound_of(one.name)
        Person.objects.bulk_update(chunk, ["name_key", "name_sound"], batch_size=500)
        rows = [NamePair(noun=number, pair=pair, record=one.pk) for one in chunk for pair in pairs(one.name)]
        NamePair.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("people", "0002_register"), ("search", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
