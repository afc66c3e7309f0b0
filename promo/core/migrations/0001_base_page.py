"""The page table, without what comes from Wagtail's own tables: those migrations need this table first."""

import django.db.models.deletion
import modelsearch.index
import wagtail.models.content_types
import wagtail.models.pages
import wagtail.models.preview
import wagtail.models.specific
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BasePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=255, unique=True)),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('title', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, verbose_name='title')),
                ('title_vi', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, null=True, verbose_name='title')),
                ('title_en', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, null=True, verbose_name='title')),
                ('title_zh_hans', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, null=True, verbose_name='title')),
                ('title_ja', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, null=True, verbose_name='title')),
                ('title_ko', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, null=True, verbose_name='title')),
                ('title_fr', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, null=True, verbose_name='title')),
                ('title_lo', models.CharField(help_text="The page title as you'd like it to be seen by the public", max_length=255, null=True, verbose_name='title')),
                ('draft_title', models.CharField(editable=False, max_length=255)),
                ('slug', models.SlugField(allow_unicode=True, help_text='The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/', max_length=255, verbose_name='slug')),
                ('url_path', models.TextField(blank=True, editable=False, verbose_name='URL path')),
                ('latest_revision_created_at', models.DateTimeField(editable=False, null=True, verbose_name='latest revision created at')),
                ('show_in_menus', models.BooleanField(default=False, help_text='Whether a link to this page will appear in automatically generated menus', verbose_name='show in menus')),
                ('seo_title', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, verbose_name='title tag')),
                ('seo_title_vi', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, null=True, verbose_name='title tag')),
                ('seo_title_en', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, null=True, verbose_name='title tag')),
                ('seo_title_zh_hans', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, null=True, verbose_name='title tag')),
                ('seo_title_ja', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, null=True, verbose_name='title tag')),
                ('seo_title_ko', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, null=True, verbose_name='title tag')),
                ('seo_title_fr', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, null=True, verbose_name='title tag')),
                ('seo_title_lo', models.CharField(blank=True, help_text='The name of the page displayed on search engine results as the clickable headline.', max_length=255, null=True, verbose_name='title tag')),
                ('search_description', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', verbose_name='meta description')),
                ('search_description_vi', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', null=True, verbose_name='meta description')),
                ('search_description_en', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', null=True, verbose_name='meta description')),
                ('search_description_zh_hans', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', null=True, verbose_name='meta description')),
                ('search_description_ja', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', null=True, verbose_name='meta description')),
                ('search_description_ko', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', null=True, verbose_name='meta description')),
                ('search_description_fr', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', null=True, verbose_name='meta description')),
                ('search_description_lo', models.TextField(blank=True, help_text='The descriptive text displayed underneath a headline in search engine results.', null=True, verbose_name='meta description')),
                ('published_at_vi', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='Tiếng Việt: published at')),
                ('local_slug_vi', models.CharField(blank=True, default='', editable=False, max_length=150, verbose_name='Tiếng Việt: address words')),
                ('public_path_vi', models.TextField(blank=True, default='', editable=False, verbose_name='Tiếng Việt: address')),
                ('path_key_vi', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='Tiếng Việt: address digest')),
                ('published_at_en', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='English: published at')),
                ('local_slug_en', models.CharField(blank=True, default='', editable=False, max_length=150, verbose_name='English: address words')),
                ('public_path_en', models.TextField(blank=True, default='', editable=False, verbose_name='English: address')),
                ('path_key_en', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='English: address digest')),
                ('published_at_zh_hans', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='简体中文: published at')),
                ('local_slug_zh_hans', models.CharField(blank=True, default='', editable=False, max_length=150, verbose_name='简体中文: address words')),
                ('public_path_zh_hans', models.TextField(blank=True, default='', editable=False, verbose_name='简体中文: address')),
                ('path_key_zh_hans', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='简体中文: address digest')),
                ('published_at_ja', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='日本語: published at')),
                ('local_slug_ja', models.CharField(blank=True, default='', editable=False, max_length=150, verbose_name='日本語: address words')),
                ('public_path_ja', models.TextField(blank=True, default='', editable=False, verbose_name='日本語: address')),
                ('path_key_ja', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='日本語: address digest')),
                ('published_at_ko', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='한국어: published at')),
                ('local_slug_ko', models.CharField(blank=True, default='', editable=False, max_length=150, verbose_name='한국어: address words')),
                ('public_path_ko', models.TextField(blank=True, default='', editable=False, verbose_name='한국어: address')),
                ('path_key_ko', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='한국어: address digest')),
                ('published_at_fr', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='Français: published at')),
                ('local_slug_fr', models.CharField(blank=True, default='', editable=False, max_length=150, verbose_name='Français: address words')),
                ('public_path_fr', models.TextField(blank=True, default='', editable=False, verbose_name='Français: address')),
                ('path_key_fr', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='Français: address digest')),
                ('published_at_lo', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='ລາວ: published at')),
                ('local_slug_lo', models.CharField(blank=True, default='', editable=False, max_length=150, verbose_name='ລາວ: address words')),
                ('public_path_lo', models.TextField(blank=True, default='', editable=False, verbose_name='ລາວ: address')),
                ('path_key_lo', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='ລາວ: address digest')),
                ('alias_of', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='aliases', to=settings.WAGTAIL_PAGE_MODEL)),
                ('content_type', models.ForeignKey(on_delete=models.SET(wagtail.models.content_types.get_default_page_content_type), related_name='pages', to='contenttypes.contenttype', verbose_name='content type')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='owned_pages', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'permissions': [('bulk_delete_basepage', 'Delete pages with children'), ('lock_basepage', "Lock/unlock pages you've locked"), ('publish_basepage', 'Publish any page'), ('unlock_basepage', 'Unlock any page')],
            },
            bases=(wagtail.models.preview.PreviewableMixin, wagtail.models.specific.SpecificMixin, modelsearch.index.Indexed, models.Model),
        ),
    ]
