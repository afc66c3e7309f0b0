"""A located page's `Place` follows the page."""
