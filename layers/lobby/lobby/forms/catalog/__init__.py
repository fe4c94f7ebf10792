"""The catalogue's forms: what a property sells as staff type it, checked all at once.

What is wrong with a form by itself is found here, what doesn't fit the rest of the catalogue in
``lobby.domain.selling.catalog_check``.
"""
