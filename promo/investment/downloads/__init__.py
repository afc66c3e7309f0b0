"""The list of projects as files: what its filters leave, or what a reader has chosen, in the reader's language.

| file | for whom |
| --- | --- |
| `projects.xlsx` | people: typed cells, a sheet of notes |
| `projects.csv` | people with a spreadsheet program: UTF-8 with BOM, numbers as the language writes them |
| `projects-plain.csv`, `projects.json`, `projects.geojson` | programs: names of columns, codes, point as decimal mark |
| `projects.pdf` | paper, landscape |
| `investor-pack.pdf` | a meeting: profile, parks, incentives, procedures and the fiches of what is chosen |

They stand beside the list, at `<list>/projects.xlsx`, and take its query string: filters and order. With `only=chosen`
they hold the shortlist (`chosen=12&chosen=15`) and nothing else.
"""
