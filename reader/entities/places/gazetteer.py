"""The gazetteer: the places that ship, and those that the reader imported beside them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from reader.entities.model import Place
from reader.entities.places.geo import distance_km
from reader.entities.places.keys import block_key, name_key, other_article
from reader.entities.places.packing import Packed, unpack
from reader.entities.places.sounds import Sounds
from reader.text.latin import latin_key

_LOCALITIES = frozenset(("city", "capital", "village"))
_DOUBLE_KM = 5.0  # within which two localities of one name are one
LONGEST = 5  # words in a name of a place


class Imported(Protocol):
    """What the gazetteer asks of a gazetteer that the reader imported."""

    def lookup(self, key: str) -> list[Place]:
        """The places of the `name_key` given."""

    def lookup_latin(self, key: str, country: str) -> list[Place]:
        """The places of `country` whose Latin name has the `latin_key` given."""

    def by_key(self, key: str) -> Place | None:
        """The place of a record's key."""


class Gazetteer:
    """Places by their names; exact ones come before those that differ by the article.

    A row is taken apart when it is found. Names are folded once, Latin ones by country when first
    asked for.

    Attributes:
        longest: words in the longest name.
    """

    longest = LONGEST

    def __init__(self, packed: Packed, imported: Sequence[Imported] = ()) -> None:
        """Index the names of `packed`; `imported` are asked besides."""
        self._packed = packed
        self._imported = tuple(imported)
        self._names = packed.names.split("\n")
        self._rows: dict[str, list[int]] = {}
        self._keys: dict[str, int] | None = None
        self._sounds: dict[str, Sounds] = {}
        for row, line in enumerate(block_key(packed.names).split("\n")):
            if line:
                for key in line.split("|"):
                    self._rows.setdefault(" ".join(key.split()), []).append(row)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        """Whether a place goes by the Arabic `name`, the article as written."""
        key = name_key(name)
        return key in self._rows or any(each.lookup(key) for each in self._imported)

    @property
    def has_imported(self) -> bool:
        """Whether the reader imported gazetteers, whose names have no `heads`."""
        return bool(self._imported)

    def ships_name(self, key: str) -> bool:
        """Whether a place that ships goes by the `name_key` given."""
        return key in self._rows

    @cached_property
    def heads(self) -> Mapping[str, int]:
        """The first words of all names that ship, with the words of the longest behind each."""
        longest: dict[str, int] = {}
        for key in self._rows:
            words = key.split(" ")
            if longest.get(words[0], 0) < len(words):
                longest[words[0]] = len(words)
        return longest

    def lookup(self, name: str) -> list[Place]:
        """The places that go by the Arabic `name`, exact ones first, then with or without ال."""
        other = other_article(name_key(name))
        exact = self.exact(name)
        if other is None:
            return exact
        keys = {place.key for place in exact}
        return exact + [place for place in self.exact(other) if place.key not in keys]

    def exact(self, name: str, *, imported: bool = True) -> list[Place]:
        """The places that go by the Arabic `name`, the article as written.

        Args:
            name: an Arabic name.
            imported: whether imported gazetteers are asked too.
        """
        key = name_key(name)
        found = {place.key: place for place in map(self._place, self._rows.get(key, ()))}
        shipped = list(found.values())
        for source in self._imported if imported else ():
            for place in source.lookup(key):
                known = self.by_key(place.key, imported=False) or place
                if not any(_doubles(known, other) for other in shipped):
                    found.setdefault(known.key, known)
        return list(found.values())

    def by_key(self, key: str, *, imported: bool = True) -> Place | None:
        """The place of a record's `key`, such as ``gn:170063``, or None."""
        row = self._index().get(key)
        if row is not None:
            return self._place(row)
        found = (each.by_key(key) for each in self._imported if imported)
        return next((place for place in found if place is not None), None)

    def names_of(self, key: str) -> tuple[str, ...]:
        """All names, Arabic and Latin, of a place that ships; none for another `key`."""
        row = self._index().get(key)
        if row is None:
            return ()
        return tuple(filter(None, f"{self._names[row]}|{self._latin[row]}".split("|")))

    @cached_property
    def _latin(self) -> Sequence[str]:
        """The Latin names of each row."""
        return self._packed.latin.split("\n")

    def _index(self) -> dict[str, int]:
        """The rows by their keys, made when first asked for."""
        if self._keys is None:
            self._keys = {
                line[: line.index("\t")]: row for row, line in enumerate(self._packed.fields)
            }
        return self._keys

    def lookup_latin(self, name: str, country: str) -> list[Place]:
        """The places of `country` whose Latin names sound like `name`, Arabic or Latin.

        Equal by `reader.text.latin.latin_key`; else, among places that have no Arabic name, of the
        same consonants, and no vowel that is written in the Arabic missing in the Latin.

        Args:
            name: a name in either script.
            country: ISO 3166-1 alpha-2 code.
        """
        key = latin_key(name)
        sounds = self._sounds_of(country)
        found = {place.key: place for place in map(self._place, sounds.equal.get(key, ()))}
        for imported in self._imported:
            for place in imported.lookup_latin(key, country):
                found.setdefault(place.key, self.by_key(place.key, imported=False) or place)
        if not found:
            found = {place.key: place for place in map(self._place, sounds.alike(key))}
        return list(found.values())

    def _sounds_of(self, country: str) -> Sounds:
        """The Latin names of `country`, folded when first asked for."""
        if country not in self._sounds:
            sounds = Sounds()
            for row in self._of_country(country):
                english = self._packed.fields[row].rsplit("\t", 1)[1]
                for name in filter(None, {english, *self._latin[row].split("|")}):
                    sounds.add(latin_key(name), row, named=bool(self._names[row]))
            self._sounds[country] = sounds
        return self._sounds[country]

    def _of_country(self, country: str) -> Iterator[int]:
        """The rows of a country."""
        for row, line in enumerate(self._packed.fields):
            if line.split("\t", 3)[2] == country:
                yield row

    def _place(self, row: int) -> Place:
        """The place of a row under the first of its names."""
        return self._packed.place(row, self._names[row].split("|", 1)[0])


def _doubles(imported: Place, shipped: Place) -> bool:
    """Whether an imported place is one that ships under the same name: the latter is kept.

    Points of divisions differ from source to source; two of one name in a country are one.
    """
    if imported.country != shipped.country:
        return False
    if imported.kind == "region" == shipped.kind:
        return True
    alike = imported.kind in _LOCALITIES and shipped.kind in _LOCALITIES
    return alike and distance_km(imported, shipped) <= _DOUBLE_KM


_imported: dict[str, tuple[Path, int] | None] = {"folder": None}


def configure(folder: Path | None) -> None:
    """Say where the reader's imported gazetteers lie; None for nowhere.

    The gazetteer is read again if the folder is another one or its files have changed.
    """
    now = None
    if folder is not None and folder.is_dir():
        now = folder, folder.stat().st_mtime_ns
    if now != _imported["folder"]:
        _imported["folder"] = now
        gazetteer.cache_clear()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with what the reader imported, loaded once."""
    packed = unpack(files("reader.entities.places") / "data" / "gazetteer.bin")
    where = _imported["folder"]
    if where is None:
        return Gazetteer(packed)
    # SQLite is loaded only by who has imported something.
    from reader.entities.places.imported import open_all  # noqa: PLC0415

    return Gazetteer(packed, open_all(where[0]))
