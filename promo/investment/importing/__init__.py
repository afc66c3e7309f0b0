"""The office's own lists of projects and parks, out of its spreadsheets (`promo.sheets`)."""
