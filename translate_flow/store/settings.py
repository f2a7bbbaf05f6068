"""SQL for settings that the store keeps for itself, each with a hash."""

from typing import Any

from translate_flow.store.driver import Row
from translate_flow.store.hashes import digest
from translate_flow.store.statements import Statements

HASHED_SINCE = 5


def setting_digest(row: Row | dict[str, Any]) -> str:
    """Hash of a setting's content."""
    return digest(row["key"], row["value"])


class SettingStatements(Statements):
    """Reading and writing settings."""

    def setting(self, key: str) -> str:
        """A stored setting; empty where it was never set."""
        row = self.one("SELECT value FROM setting WHERE key = :key", key=key)
        return str(row["value"]) if row else ""

    def put_setting(self, key: str, value: str) -> None:
        """Store a setting, inside a transaction."""
        row = {"key": key, "value": value}
        self.driver.execute(
            "INSERT INTO setting (key, value, hash) VALUES (:key, :value, :hash)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, hash = excluded.hash",
            row | {"hash": setting_digest(row)},
        )

    def hash_settings(self) -> None:
        """Give the settings of an older project their hashes, inside a transaction."""
        for row in self.driver.query("SELECT key, value FROM setting ORDER BY key"):
            self.put_setting(row["key"], row["value"])
