"""Names as people look for them: without case, accents or spare spaces."""

from __future__ import annotations

import unicodedata


def searchable(name: str) -> str:
    """The form in which names are filed and looked for: ``Kõiv-Ångström`` is ``koiv-angstrom``.

    Compatibility decomposition (Unicode TR15, NFKD) without combining marks, case folded. Scripts
    that do not decompose stay as they are. Folded again once decomposed, as compatibility caseless
    matching asks (Unicode 16, 3.13.5): ``℡`` decomposes into capitals.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def full_name(first_name: str, last_name: str) -> str:
    """Both names as one, whichever of them is there."""
    return f"{first_name} {last_name}".strip()
