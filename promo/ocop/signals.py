"""A product's stars follow its certificates."""
