"""Below the admin's address."""

from django.urls import path

from promo.sheets.views import batches, downloads, preview, undo, upload

urlpatterns = [
    path("sheets/", upload.overview, name="sheets"),
    path("sheets/new/<int:portal_id>/<slug:kind_key>/", upload.new, name="sheets_new"),
    path("sheets/template/<int:portal_id>/<slug:kind_key>/", downloads.template, name="sheets_template"),
    path("sheets/export/<int:portal_id>/<slug:kind_key>/", downloads.export, name="sheets_export"),
    path("sheets/<int:batch_id>/", batches.batch, name="sheets_batch"),
    path("sheets/<int:batch_id>/columns/", upload.columns, name="sheets_columns"),
    path("sheets/<int:batch_id>/start/", preview.start, name="sheets_start"),
    path("sheets/<int:batch_id>/progress/", batches.progress, name="sheets_progress"),
    path("sheets/<int:batch_id>/wrong/", downloads.wrong_rows, name="sheets_wrong"),
    path("sheets/<int:batch_id>/undo/", undo.undo, name="sheets_undo"),
    path("sheets/<int:batch_id>/discard/", preview.discard, name="sheets_discard"),
]
