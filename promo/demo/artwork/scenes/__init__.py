"""One picture a module; each offers landscape() and, where recomposed, portrait()."""
