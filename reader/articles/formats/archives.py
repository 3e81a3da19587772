"""ZIP and tar archives: their files one after another, each in whatever format it is."""

import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from reader.articles.formats import read_articles
from reader.articles.model import Article
from reader.articles.source import LARGEST_FILE, Source
from reader.articles.unpacking import (
    LARGEST_ARCHIVE,
    MOST_MEMBERS,
    leads_out,
    unpacking,
    zip_archive,
    zip_member_data,
)
from reader.notice import Notice, QariError

_UTF8_NAME = 0x800  # the flag of a zip member whose name is UTF-8
# What only documents hold: their parts are no articles.
_OFFICE = frozenset(["[Content_Types].xml", "mimetype"])
Member = tuple[str, Callable[[], bytes]]  # its name, and what reads it
_ENCRYPTED = 1  # the flag of a zip member with a password


class Zip:
    """A ZIP archive that is no document."""

    def recognises(self, source: Source) -> bool:
        """Whether it begins as ZIP archives do."""
        return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of its files, sorted by name."""
        yield from _articles(source, _zip_members(source))


class Tar:
    """A tar archive, compressed or not."""

    def recognises(self, source: Source) -> bool:
        """Whether the first block is a header of tar."""
        return source.head[257:262] == b"ustar"

    def read(self, source: Source) -> Iterator[Article]:
        """The articles of its files, in the order of the archive."""
        yield from _articles(source, _tar_members(source))


def _articles(source: Source, members: Iterator[Member]) -> Iterator[Article]:
    """The articles of `members`; those that hold none are passed over and reported."""
    any_read = False
    for name, reads in members:
        inner = source.member(name, b"")
        try:
            for article in read_articles(source.member(name, _read(inner, reads))):
                any_read = True
                yield article
        except QariError as error:
            if error.notice.code == "archive-too-deep" or inner.allowance.is_spent:
                raise
            source.report(error.notice)
    if not any_read:
        raise source.error("archive-empty")


def _read(member: Source, reads: Callable[[], bytes]) -> bytes:
    """The bytes of a member; what fails names it and not the archive."""
    try:
        return reads()
    except QariError as error:
        raise member.error(error.notice.code) from error


def _zip_members(source: Source) -> Iterator[Member]:
    """Names and bytes of the files of a ZIP archive."""
    with zip_archive(source) as archive:
        if not _OFFICE.isdisjoint(archive.namelist()):
            raise source.error("document-unknown")
        files = [info for info in archive.infolist() if not info.is_dir()]
        if files and all(info.flag_bits & _ENCRYPTED for info in files):
            raise source.error("encrypted")
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            name = _name(info)
            if not name or name.endswith("/") or _is_hidden(name):
                continue
            if leads_out(name):
                source.report(Notice("member-unsafe", {"path": source.name}))
                continue
            yield name, partial(zip_member_data, source, archive, info)


def _tar_members(source: Source) -> Iterator[Member]:
    """Names and bytes of the files of a tar archive, read as a stream."""
    total = 0
    with source.reading() as file, _tar(source, file) as archive:
        for number, info in enumerate(_tar_infos(source, archive)):
            total += info.size
            if number >= MOST_MEMBERS:
                raise source.error("archive-too-many", most=str(MOST_MEMBERS))
            if info.size > LARGEST_FILE or total > LARGEST_ARCHIVE:
                raise source.error("archive-bomb")
            if not info.isreg() or _is_hidden(info.name):
                continue
            if leads_out(info.name):
                source.report(Notice("member-unsafe", {"path": source.name}))
                continue
            yield info.name, partial(_tar_member, source, archive, info)


def _tar_member(source: Source, archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    """The bytes of a member of a tar archive."""
    with unpacking(source):
        inner = archive.extractfile(info)
        return inner.read(LARGEST_FILE) if inner else b""


def _tar(source: Source, file: object) -> tarfile.TarFile:
    """The archive in `file`, to be read as a stream."""
    try:
        return tarfile.open(fileobj=file, mode="r|")  # type: ignore[call-overload,no-any-return]
    except tarfile.TarError as error:
        raise source.error("archive-damaged") from error


def _tar_infos(source: Source, archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The headers of the members of `archive`."""
    while True:
        try:
            info = archive.next()
        except (tarfile.TarError, OSError, EOFError) as error:
            raise source.error("archive-damaged") from error
        if info is None:
            return
        yield info


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; old archives hold UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_hidden(name: str) -> bool:
    """Whether the member is what systems leave in archives beside the files."""
    parts = name.split("/")
    return any(
        part.startswith("__MACOSX") or (part[:1] == "." and part[1:2] not in ("", ".", "/"))
        for part in parts
    )
