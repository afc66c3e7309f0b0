"""Open data: datasets with versions, and a DCAT 3 catalogue of all of a host's datasets (DCAT-AP 3).

A dataset (`DatasetPage`) says in words what a list of projects holds; its rows and files are the list's
(`promo.investment.downloads`). Identifiers are permanent addresses: `/id/<uuid>/` of the dataset's page. The catalogue
stands at `/catalogue.ttl` and `/catalogue.jsonld` of each host, in all languages at once.
"""
