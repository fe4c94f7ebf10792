"""API keys in memory."""

from __future__ import annotations

from itertools import count

from lobby.gateways.api_keys import ApiKey, ApiKeys


class FakeApiKeys(ApiKeys):
    """Keys by their id. ``makes`` is how many it still makes before it fails."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.makes = 1_000
        self._numbers = count(1)

    def create(self, name: str) -> ApiKey:
        if self.makes == 0:
            raise ConnectionError("API Gateway is away")
        self.makes -= 1
        number = next(self._numbers)
        key = ApiKey(id=f"key{number}", text=f"text-of-key-{number}")
        self.keys[key.id], self.names[key.id] = key.text, name
        return key

    def remove(self, key_id: str) -> None:
        self.keys.pop(key_id, None)
