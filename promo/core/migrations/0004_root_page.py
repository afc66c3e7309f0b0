"""Give Wagtail's root page its Vietnamese column and address, and take its welcome page away."""

import hashlib

from django.db import migrations

LANGUAGES = ("vi", "en", "zh_hans", "ja", "ko", "fr", "lo")


def fill_root(apps, schema_editor):
    BasePage = apps.get_model("core", "BasePage")
    Site = apps.get_model("wagtailcore", "Site")
    welcome = BasePage.objects.filter(depth=2, slug="home", numchild=0, url_path="/home/")
    Site.objects.filter(root_page__in=welcome).delete()
    BasePage.objects.filter(depth=1).update(numchild=BasePage.objects.filter(depth=2).count() - welcome.count())
    welcome.delete()
    for root in BasePage.objects.filter(depth=1):
        root.title_vi = root.title
        root.draft_title = root.draft_title or root.title
        for language in LANGUAGES:
            setattr(root, f"public_path_{language}", "/")
            setattr(root, f"path_key_{language}", hashlib.md5(b"/", usedforsecurity=False).hexdigest())
        root.save()


class Migration(migrations.Migration):

    dependencies = [("core", "0003_revisions_and_records")]

    operations = [migrations.RunPython(fill_root, migrations.RunPython.noop)]
