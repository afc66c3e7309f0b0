"""The columns Wagtail calls "translatable" for a page tree per language, which we do not use, but it requires."""

from django.db import migrations
from wagtail.models.i18n import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_base_page'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        BootstrapLocaleField('core.BasePage'),
        BootstrapTranslationKeyField('core.BasePage'),
        BootstrapTranslatableModel('core.BasePage'),
    ]
