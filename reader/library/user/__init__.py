"""`user.db`: what the reader made. Nothing in it can be made again."""

from reader.library.user.data import UserData
from reader.library.user.feeds import Feed
from reader.library.user.marks import Mark
from reader.library.user.notes import Note
from reader.library.user.searches import Asked, SavedSearch
from reader.library.user.undoing import Undone

__all__ = ["Asked", "Feed", "Mark", "Note", "SavedSearch", "Undone", "UserData"]
