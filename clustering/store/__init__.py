"""The store: one SQLite file in which stories keep their ids from run to run."""

from clustering.store.schema import Store, open_store
from clustering.store.updating import Update, group_around, group_open, update

__all__ = ["Store", "Update", "group_around", "group_open", "open_store", "update"]
