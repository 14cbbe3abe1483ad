from django.db import migrations


def give_keepers(apps, schema_editor):
    """Whose account it is follows from the person, otherwise from the first grant."""
    for user in apps.get_model('access', 'User').objects.filter(keeper=None).select_related('person'):
        grant = apps.get_model('access', 'Grant').objects.filter(user=user).order_by('pk').first()
        user.keeper_id = user.person.keeper_id if user.person else grant.organisation_id if grant else None
        user.save(update_fields=['keeper'])


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_doors'),
    ]

    operations = [
        migrations.RunPython(give_keepers, migrations.RunPython.noop),
    ]
