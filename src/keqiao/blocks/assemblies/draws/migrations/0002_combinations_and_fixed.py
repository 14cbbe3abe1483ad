from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('draws', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='drawquota',
            name='drawquota_once',
        ),
        migrations.AddField(
            model_name='drawquota',
            name='also_trait',
            field=models.CharField(blank=True, default='', max_length=20, verbose_name='并且项目'),
        ),
        migrations.AddField(
            model_name='drawquota',
            name='also_value',
            field=models.CharField(blank=True, default='', max_length=30, verbose_name='并且内容'),
        ),
        migrations.AddField(
            model_name='nominee',
            name='fixed',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='必选的理由'),
        ),
        migrations.AddConstraint(
            model_name='drawquota',
            constraint=models.UniqueConstraint(fields=('draw', 'trait', 'value', 'also_trait', 'also_value'), name='drawquota_once'),
        ),
    ]
