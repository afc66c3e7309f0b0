"""Translations as files, to other programs and back: XLIFF 1.2 and 2.0, PO, XLSX.

`bundle` is the one model all formats write and read; `formats` knows them by name and by content;
`archives` packs and safely unpacks; `exporting` and `importing` join files and desk.
"""
