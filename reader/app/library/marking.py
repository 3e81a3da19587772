"""What is done to articles, from the list and from the text alike."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.notice import QariError

if TYPE_CHECKING:
    from reader.app.application import QariApp
    from reader.library.catalogue import Catalogue

Done = Callable[[str], None]


def toggle_star(catalogue: "Catalogue", uids: Sequence[str]) -> str:
    """Star articles, or take the star away where the first has one; the message that tells."""
    on = not catalogue.user.marks.of(uids[0]).starred
    catalogue.user.marks.star(uids, starred=on)
    return "starred" if on else "unstarred"


def toggle_read(catalogue: "Catalogue", uids: Sequence[str]) -> str:
    """Mark articles as read, or as unread where the first is read; the message that tells."""
    read = not catalogue.user.marks.of(uids[0]).read
    catalogue.user.marks.read(uids, read=read)
    return "marked-read" if read else "marked-unread"


def toggle_archived(catalogue: "Catalogue", uids: Sequence[str]) -> str:
    """Archive articles, or fetch them back; the message that tells."""
    archived = not catalogue.user.marks.of(uids[0]).archived
    catalogue.user.marks.archive(uids, archived=archived)
    return "archived" if archived else "unarchived"


def ask_tags(app: "QariApp", uids: Sequence[str], done: Done) -> None:
    """Ask for the tags of articles; those that all have stand there to be edited.

    Args:
        app: the application.
        uids: of the articles.
        done: is told the message that tells what was done.
    """
    from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand
    from reader.library.user.tags import clean  # noqa: PLC0415 - SQLite

    words, tags = app.words, app.catalogue.user.tags
    of_each = [set(tags.of(uid)) for uid in uids]
    before = set.intersection(*of_each) if of_each else set()

    def entered(line: str | None) -> None:
        if line is None:
            return
        try:
            after = {clean(tag) for tag in line.replace("،", ",").split(",") if tag.strip(" #")}
            tags.change(uids, add=after - before, remove=before - after)
        except QariError as error:
            done(words.notice(error.notice))
            return
        done(words("tagged", tags="، ".join(sorted(after))) if after else words("untagged"))

    shown = "، ".join(sorted(before))
    known = "، ".join(list(tags.all())[:_SUGGESTED])
    hint = words("tags-known", tags=known) if known else words("tags-hint")
    app.push_screen(AskDialog(words("tags-what"), shown, empty=True, hint=hint), entered)


def ask_note(app: "QariApp", uid: str, text: str, done: Done) -> None:
    """Ask for a note on a whole article.

    Args:
        app: the application.
        uid: of the article.
        text: `Article.text`.
        done: is told the message that tells what was done.
    """
    from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

    def entered(line: str | None) -> None:
        if not line:
            return
        try:
            app.catalogue.user.notes.add(uid, text, text=line)
        except QariError as error:
            done(app.words.notice(error.notice))
        else:
            done(app.words("noted"))

    app.push_screen(AskDialog(app.words("note-article")), entered)


_SUGGESTED = 12  # tags
