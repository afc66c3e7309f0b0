"""What the worker does for imports."""

from django_tasks import task


# Somebody waits for it: before the indexing and the sizes of pictures that every saved page brings along.
@task(priority=20)
def run_import(batch_id: int) -> None:
    from promo.sheets.importing import run

    run(batch_id)


@task(priority=20)
def undo_import(batch_id: int) -> None:
    from promo.sheets.undoing import run

    run(batch_id)
