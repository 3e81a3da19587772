"""A process that writes a library and reports what is safe, to be killed: see test_durability.

    python -m tests.library_writer LIBRARY RUN

Each line of its output is written when the library has said that it is so: ``+ uid version`` for
an article added, ``? uid`` before one is deleted, ``- uid`` when it is gone.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from reader.articles import Article, DateBasis, PublishedDate
from reader.entities import Entity, EntityType, Mention
from reader.library.adding import add_articles, delete_articles
from reader.library.findings import Found
from reader.library.store import Library
from reader.text.span import Span

NAMES = ("سوق الهال", "نهر بردى", "ساحة المرجة", "جبل قاسيون")
AT_ONCE = 5


def article(run: int, number: int, version: int) -> Article:
    """An article that names two places; its text tells its version."""
    words = " ".join(
        f"{NAMES[(number + n) % len(NAMES)]} كلمة{(number * 7 + n) % 900}" for n in (0, 1)
    )
    text = f"الخبر {run} رقم {number} نسخة{version} عن {words}"
    day = date(2016, 1, 1) + timedelta(days=number % 40)
    return Article(
        text,
        paragraphs=(Span(0, len(text)),),
        date=PublishedDate(day, DateBasis.METADATA),
        source=f"صحيفة {number % 3}",
        identifier=f"a{run}-{number}",
    )


def found(one: Article) -> Found:
    """What an analysis would find in it: the names that it was made of."""
    entities = []
    for name in NAMES:
        start = one.text.find(name)
        if start >= 0:
            mention = Mention(start, start + len(name), name, EntityType.LOC)
            entities.append(Entity(f"LOC:{name}", EntityType.LOC, name, None, None, (mention,)))
    return Found(tuple(entities))


def batches(run: int) -> Iterator[list[Article]]:
    """Articles without end, every fourth batch new versions of the one before."""
    number, version = 0, 1
    while True:
        again = number and (number // AT_ONCE) % 4 == 0 and version == 1
        version = 2 if again else 1
        first = number - AT_ONCE if again else number
        yield [article(run, n, version) for n in range(first, first + AT_ONCE)]
        number = first + AT_ONCE


def report(line: str) -> None:
    """One line, past all buffers of this process."""
    os.write(1, f"{line}\n".encode())


def main(path: Path, run: int) -> None:
    """Write until killed."""
    library = Library.open(path, write=True)
    for batch in batches(run):
        analyses = {one.uid: found(one) for one in batch}
        for added in add_articles(library, batch, at_once=AT_ONCE, analyses=analyses):
            version = next(one for one in batch if one.uid == added.uid).text.split("نسخة")[1][0]
            report(f"+ {added.uid} {version}")
        if "نسخة2" in batch[0].text:
            gone = [one.uid for one in batch[:2]]
            for uid in gone:
                report(f"? {uid}")
            delete_articles(library, gone)
            for uid in gone:
                report(f"- {uid}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
