"""What the worker does for imports."""

from django_tasks import task


@task()
def run_import(batch_id: int) -> None:
    from promo.sheets.importing import run

    run(batch_id)


@task()
def undo_import(batch_id: int) -> None:
    from promo.sheets.undoing import run

    run(batch_id)
