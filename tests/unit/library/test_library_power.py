"""Power lost at any moment: what was synced is on the disk, the rest is dropped, torn, reordered.

A recording VFS notes every write and sync while articles are added, changed and removed by the
library's own code. An image of the disk is then made for a moment: what a file had at its last
sync, and of the writes behind it whatever chance leaves, whole, torn or not at all.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, cast

import apsw
import pytest

from reader.library.adding import add_articles, delete_articles
from reader.library.checking import check
from reader.library.normal import normal, normal_packed
from reader.library.store import Library
from tests import library_writer

_SECTOR = 512  # bytes that a disk writes whole


@dataclass
class Op:
    """A write of bytes at an offset; a sync (None); or a truncation to an offset (b"")."""

    file: str
    offset: int = 0
    data: bytes | None = None


@dataclass
class Recording:
    """What reached the disk, in order, and what was reported when."""

    ops: list[Op] = field(default_factory=list)
    reports: list[tuple[int, str, int]] = field(default_factory=list)  # ops so far, uid, version

    def report(self, uid: str, version: int) -> None:
        self.reports.append((len(self.ops), uid, version))


class File(apsw.VFSFile):
    """A file whose writes are recorded."""

    def __init__(self, recording: Recording, base: str, name: Any, flags: list[int]) -> None:
        super().__init__(base, name, flags)
        self.recording = recording
        self.name = Path(name.filename() if hasattr(name, "filename") else str(name)).name

    def xWrite(self, data: bytes, offset: int) -> None:
        self.recording.ops.append(Op(self.name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self.recording.ops.append(Op(self.name, newsize, b""))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self.recording.ops.append(Op(self.name))
        super().xSync(flags)


class Disk(apsw.VFS):
    """The file system of this machine, recorded."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        super().__init__("recording", "unix")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return File(self.recording, "unix", name, flags)


def recorded(folder: Path, synchronous: str) -> Recording:
    """Articles added, changed and removed on a recorded disk."""
    path = folder / "library.db"
    with Library(path):
        pass  # the schema; from here on everything is recorded
    recording = Recording()
    disk = Disk(recording)
    recording.ops += [Op("library.db", 0, path.read_bytes()), Op("library.db")]
    library = Library(path)
    library.close()  # its connection is replaced by one that is recorded
    connection = apsw.Connection(str(path), vfs="recording")
    # No VFS of apsw has shared memory: one process alone needs none for its log.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA wal_autocheckpoint = 40")  # many checkpoints in a short time
    connection.create_scalar_function("ar_norm", _ar_norm, 1, deterministic=True)
    library.db = cast("Any", connection)  # all that the library asks of its connection fits
    _write(library, recording)
    connection.close()
    disk.unregister()
    return recording


def _ar_norm(*values: Any) -> str:
    return normal_packed(values[0]) if isinstance(values[0], bytes) else normal(values[0] or "")


def _write(library: Library, recording: Recording) -> None:
    """What `tests.library_writer` does, for a while."""
    for batch in islice(library_writer.batches(0), 24):
        analyses = {one.uid: library_writer.found(one) for one in batch}
        version = int(batch[0].text.split("نسخة")[1][0])
        for added in add_articles(library, batch, at_once=5, analyses=analyses):
            recording.report(added.uid, version)
        if version == 2:
            gone = [one.uid for one in batch[:2]]
            for uid in gone:
                recording.report(uid, -1)  # may be gone from here on
            delete_articles(library, gone)
            for uid in gone:
                recording.report(uid, 0)


def image(recording: Recording, moment: int, chance: random.Random, folder: Path) -> None:
    """The disk after power was lost when `moment` operations had been asked for."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    synced = {op.file: n for n, op in enumerate(recording.ops[:moment]) if op.data is None}
    files: dict[str, bytearray] = {}
    loose: list[Op] = []
    for number, op in enumerate(recording.ops[:moment]):
        if op.data is None:
            continue
        if number < synced.get(op.file, -1):
            _apply(files.setdefault(op.file, bytearray()), op)
        else:
            loose.append(op)
    chance.shuffle(loose)
    for op in loose:
        kept = chance.choice(("all", "nothing", "torn"))
        if kept == "all":
            _apply(files.setdefault(op.file, bytearray()), op)
        elif kept == "torn" and op.data:
            cut = chance.randrange(len(op.data) // _SECTOR + 1) * _SECTOR
            if cut:
                whole = files.setdefault(op.file, bytearray())
                _apply(whole, Op(op.file, op.offset, op.data[:cut]))
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _apply(content: bytearray, op: Op) -> None:
    """Write or truncate."""
    assert op.data is not None
    if not op.data:
        del content[op.offset :]
        return
    if len(content) < op.offset:
        content.extend(bytes(op.offset - len(content)))
    content[op.offset : op.offset + len(op.data)] = op.data


def lost(recording: Recording, moment: int, path: Path) -> list[str]:
    """The articles reported by that moment that the library in `path` does not have so."""
    last = {uid: version for at, uid, version in recording.reports if at <= moment}
    missing = []
    with Library.open(path) as library:
        assert check(library) == ()
        for uid, version in last.items():
            article = library.article(uid)
            if version > 0 and article is None:
                missing.append(uid)
            if version == 0 and article is not None:
                missing.append(f"-{uid}")
            if version > 0 and article and int(article.text.split("نسخة")[1][0]) < version:
                missing.append(f"{uid} {version}")
    return missing


def moments(recording: Recording, count: int, chance: random.Random) -> Iterator[int]:
    """Moments spread over the recording, at random."""
    for _number in range(count):
        yield chance.randrange(3, len(recording.ops) + 1)


def losses(folder: Path, synchronous: str, count: int, seed: int) -> int:
    """In how many of so many images an article that was reported is lost."""
    recording = recorded(folder, synchronous)
    chance = random.Random(seed)
    lossy = 0
    for moment in moments(recording, count, chance):
        image(recording, moment, chance, folder / "image")
        lossy += bool(lost(recording, moment, folder / "image" / "library.db"))
    return lossy


def test_nothing_reported_is_lost_to_a_power_failure(tmp_path: Path) -> None:
    assert losses(tmp_path, "FULL", 20, seed=1) == 0


def test_less_than_full_would_lose_what_was_reported(tmp_path: Path) -> None:
    # Shows that the images can lose anything at all.
    assert losses(tmp_path, "NORMAL", 20, seed=1) > 0


@pytest.mark.slow
def test_nothing_reported_is_lost_in_many_power_failures(tmp_path: Path) -> None:
    assert losses(tmp_path, "FULL", 400, seed=2) == 0
