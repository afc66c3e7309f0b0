"""People and pages of the desk's tests."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowPage, WorkflowTask

from promo.languages import desk, originals
from promo.languages.models import Translation, Unit
from promo.languages.people import add_translators
from tests.core.conftest import _changes_are_committed_at_once  # noqa: F401
from tests.shared import shared

BODY = [
    {
        "type": "text",
        "value": '<h2 data-block-key="h1">Bến sông</h2><p data-block-key="p1">Đất <b>lành</b> chim đậu.</p>',
        "id": "0b7e2c1a-0000-4000-8000-000000000001",
    },
    {
        "type": "quote",
        "value": {"text": "Người tài về.", "attribution": "Tục ngữ", "role": ""},
        "id": "0b7e2c1a-0000-4000-8000-000000000002",
    },
]


def person(name: str, *groups: Group) -> Any:
    user = get_user_model().objects.create_user(name, f"{name}@example.vn", "secret-for-tests")
    user.groups.add(*groups)
    return user


def group_at(page: Any, name: str, *actions: str) -> Group:
    """A group with `actions` on the page and below, and access to the admin."""
    from django.contrib.auth.models import Permission

    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for action in actions:
        permission = Permission.objects.get(content_type__app_label="core", codename=f"{action}_basepage")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return group


@shared
def reviewer(province: Any) -> Any:
    """May approve and publish at the province's portal, whose workflow waits for him."""
    group = group_at(province, "Duyệt", "add", "change", "publish")
    workflow = Workflow.objects.create(name="Duyệt", active=True)
    task = GroupApprovalTask.objects.create(name="Duyệt", active=True)
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=province)
    return person("duyet", group)


@shared
def editor(province: Any) -> Any:
    return person("bientap", group_at(province, "Biên tập", "add", "change"))


@shared
def translator(province: Any) -> Any:
    """Translates the province's portal and may do nothing else."""
    return person("phiendich", add_translators(province, "Hưng Yên"))


@shared
def story(column_page: Any) -> Any:
    """A Vietnamese article with a body, in no other language yet."""
    from tests.factories import ArticlePageFactory

    page = ArticlePageFactory(parent=column_page, title="Đền Đa Hòa", slug="den-da-hoa", body_vi=BODY)
    page.save_revision(clean=False)
    return page


def translation_of(page: Any, language: str = "en") -> Translation:
    return originals.original_of(page).translations.get(language=language)


def translate_all(translation: Translation, user: Any, prefix: str = "EN") -> None:
    """Confirm a translation of every text that is not confirmed, tags kept."""
    from promo.languages.segments import inline

    for unit in desk.worksheet(translation):
        if not unit.is_done:
            parts = [f"{prefix} {part}" if isinstance(part, str) else part for part in inline.tokens(unit.source)]
            target = inline.tagged(parts)
            desk.save_unit(
                translation, unit.key, target=target, state=Unit.State.REVIEWED, version=unit.version, user=user
            )
    translation.refresh_from_db()
