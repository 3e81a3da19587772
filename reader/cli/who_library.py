"""`qari who NAME` without files: an entity across the library, and the joining of entities."""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.cli.analyse import as_json
from reader.cli.marked import BOLD, DIM, Marked, with_spans
from reader.cli.output import tell
from reader.cli.timeline_library import sign_of, told_record
from reader.cli.who_records import card_record, company_record, kwic_record
from reader.messages import tr
from reader.notice import Notice, QariError
from reader.text.sparkline import sparkline

if TYPE_CHECKING:
    from reader.library.across.card import LibraryCard
    from reader.library.across.company import Companion, Company
    from reader.library.across.concordance import Kwic
    from reader.library.across.timelines import Told
    from reader.library.store import Library
    from reader.library.user import UserData

_BARS = 60  # cells of the months at most


def run(args: argparse.Namespace) -> int:
    """Print the card of the entity, or do to it what the options say."""
    from reader.library.engines import outdated
    from reader.library.paths import user_path
    from reader.library.store import Library
    from reader.library.user import UserData

    with Library.open(args.library) as library, UserData(user_path(library.path)) as user:
        library.attach_user()
        for notice in library.notices:
            tell(notice, args.language)
        old = outdated(library)
        if old:
            tell(Notice("library-answers-old", {"n": str(old)}), args.language)
        found = _card(library, user, args.name)
        for option, does in _DOES.items():
            if getattr(args, option):
                return does(library, user, found, args)
        return _show(library, user, found, args)


def _card(library: "Library", user: "UserData", name: str) -> "LibraryCard":
    """The card of what goes by `name`.

    Raises:
        QariError: ``name-not-in-library``.
    """
    from reader.library.across.card import card

    found = card(library, name, user)
    if found is None:
        raise QariError("name-not-in-library", name=name)
    return found


def _show(
    library: "Library", user: "UserData", found: "LibraryCard", args: argparse.Namespace
) -> int:
    """The whole card."""
    from reader.library.across.company import company
    from reader.library.across.timelines import timeline_of

    around = company(library, found.ids, exact=args.all)
    events = timeline_of(library, found.ids, limit=max(0, args.limit))
    lines, sampled = _concordance(library, found, args)
    if args.json:
        record = card_record(found) | {
            "with": company_record(around),
            "timeline": [told_record(each) for each in events],
            "concordance": [kwic_record(line) for line in lines],
        }
        sys.stdout.write(as_json(record) + "\n")
        return 0
    with Marked(args.settings) as out:
        _write_head(out, found, args.language)
        _write_others(out, library, user, found, args)
        _write_company(out, around, args.language)
        _write_events(out, events, args.language)
        _title(out, tr("who-concordance", args.language))
        for line in lines:
            out.around(line.before, line.hit, line.after)
    if sampled:
        tell(Notice("who-sampled", {"n": str(len(lines))}), args.language)
    return 0


def _concordance(
    library: "Library", found: "LibraryCard", args: argparse.Namespace
) -> "tuple[tuple[Kwic, ...], bool]":
    """The lines of the concordance in the order asked for, and whether only some were sorted."""
    from reader.library.across.concordance import Side, concordance

    side = Side(args.sort)
    limit = max(0, args.limit)
    answer = concordance(library, found.ids, side, limit=limit, exact=args.all)
    return answer.lines, answer.sampled


def _export(
    library: "Library", _user: "UserData", found: "LibraryCard", _args: argparse.Namespace
) -> int:
    """The whole concordance as CSV, the newest mention first."""
    from reader.export.safe import safe_row
    from reader.library.across.concordance import all_lines

    sys.stdout.write(safe_row(("uid", "source", "date", "before", "hit", "after", "start", "end")))
    for line in all_lines(library, found.ids):
        values = kwic_record(line)
        names = ("uid", "source", "date", "before", "hit", "after", "start", "end")
        sys.stdout.write(safe_row(values[name] for name in names))
    return 0


def _together(
    library: "Library", user: "UserData", found: "LibraryCard", args: argparse.Namespace
) -> int:
    """What two entities share."""
    from reader.library.across.company import together
    from reader.library.across.timelines import events

    other = _card(library, user, args.others)
    shared = together(library, found.ids, other.ids, limit=max(0, args.limit))
    told = events(library, shared.events)
    rows = list(library.rows(shared.newest))
    if args.json:
        record = {
            "one": card_record(found),
            "other": card_record(other),
            "articles": shared.n_articles,
            "newest": [
                {"uid": row["uid"], "title": row["title"], "source": row["source"]} for row in rows
            ],
            "timeline": [told_record(each) for each in told],
            "with": company_record(shared.company),
        }
        sys.stdout.write(as_json(record) + "\n")
        return 0
    with Marked(args.settings) as out:
        values = {"one": found.name, "other": other.name, "n": str(shared.n_articles)}
        out.write([(tr("who-together", args.language, **values), BOLD)])
        _write_company(out, shared.company, args.language)
        _write_events(out, told, args.language)
        _title(out, tr("who-articles", args.language))
        for row in rows:
            out.write([(row["title"], ""), (f" — {row['source'] or row['uid']}", DIM)])
    return 0


def _offers(
    library: "Library", user: "UserData", found: "LibraryCard", args: argparse.Namespace
) -> int:
    """The joins that the reader could make."""
    from reader.library.across.groups import offers

    offered = offers(library, user, found.key)
    with Marked(args.settings) as out:
        for offer in offered:
            agrees = "–" if offer.agreement is None else f"{offer.agreement:.2f}"
            values = {"name": offer.name, "key": offer.key, "n": str(offer.n_articles)}
            out.write([(tr("who-offer", args.language, agrees=agrees, **values), "")])
    if not offered:
        tell(Notice("who-no-offers", {"name": found.name}), args.language)
    return 0


def _join(
    library: "Library", user: "UserData", found: "LibraryCard", args: argparse.Namespace
) -> int:
    """Take another entity for this one."""
    other = _card(library, user, args.join)
    if other.key == found.key:
        raise QariError("who-same", one=args.name, other=args.join)
    user.joins.join(other.key, found.key)
    values = {"one": found.name, "other": other.name, "key": other.key}
    tell(Notice("who-joined", values), args.language)
    return 0


def _apart(
    library: "Library", user: "UserData", found: "LibraryCard", args: argparse.Namespace
) -> int:
    """Never offer to join another entity with this one."""
    other = _card(library, user, args.apart)
    if other.key == found.key:
        raise QariError("who-same", one=args.name, other=args.apart)
    user.joins.keep_apart(other.key, found.key)
    values = {"one": found.name, "other": other.name}
    tell(Notice("who-kept-apart", values), args.language)
    return 0


def _release(
    _library: "Library", user: "UserData", found: "LibraryCard", args: argparse.Namespace
) -> int:
    """Take back all that was decided of this entity."""
    gone = sum(user.joins.release(key) for key in (found.key, *found.joined))
    tell(Notice("who-released", {"name": found.name, "n": str(gone)}), args.language)
    return 0


_DOES: dict[str, Callable[["Library", "UserData", "LibraryCard", argparse.Namespace], int]] = {
    "others": _together,
    "csv": _export,
    "offers": _offers,
    "join": _join,
    "apart": _apart,
    "release": _release,
}


def _write_head(out: Marked, found: "LibraryCard", language: str) -> None:
    """Name, place, counts, months, first mention."""
    base = int(language == "ar")
    kind = tr(f"type-{found.type.lower()}-one", language)
    facts = [kind, found.name_en or ""]
    if found.latitude is not None and found.longitude is not None:
        facts.append(f"{found.latitude:.4f}, {found.longitude:.4f}")
    out.write([(found.name, BOLD), (" · " + " · ".join(filter(None, facts)), "")], base=base)
    names = [f"{form.text} {form.n_articles or ''}".strip() for form in found.forms]
    out.write([(tr("who-names", language, names=_listed(names, language)), "")], base=base)
    values = {"articles": str(found.n_articles), "mentions": str(found.n_mentions)}
    out.write([(tr("who-counts", language, **values), "")], base=base)
    _write_months(out, found, base)
    if found.first is not None:
        when = tr("who-undated", language)
        if found.first.day is not None:  # behind Arabic letters only slashes keep its order
            when = f"{found.first.day:%Y/%m/%d}" if base else found.first.day.isoformat()
        values = {"when": when, "source": found.first.source or found.first.title}
        out.write([(tr("who-first", language, **values), DIM)], base=base)
        out.write([(found.first.sentence, "")], indent=2)


def _write_months(out: Marked, found: "LibraryCard", base: int) -> None:
    """How often it is named, month by month."""
    from reader.library.across.card import every_month

    months = every_month(found.months)
    if months:
        room = min(_BARS, max(1, out.width - 20))
        bars = sparkline([month.n_mentions for month in months], room)
        ends = (f"{months[0].first:%Y-%m}", f"{months[-1].first:%Y-%m}")
        out.write([(f"{ends[0]} {bars} {ends[1]}", "")], base=base)


def _write_others(
    out: Marked,
    library: "Library",
    user: "UserData",
    found: "LibraryCard",
    args: argparse.Namespace,
) -> None:
    """What else goes by that name."""
    from reader.library.across.names import find_names

    hits = find_names(library, args.name, 6, user=user)
    others = [f"{hit.name} {hit.n_articles} ({hit.key})" for hit in hits if hit.key != found.key]
    if others:
        words = tr("who-also", args.language, names=_listed(others, args.language))
        out.write([(words, DIM)], base=int(args.language == "ar"))


def _write_company(out: Marked, found: "Company", language: str) -> None:
    """Who and where it occurs with."""

    def names(companions: "Iterable[Companion]") -> str:
        return _listed([f"{one.name} {one.shared}" for one in companions], language)

    base = int(language == "ar")
    if found.who:
        out.write([(tr("who-with", language, names=names(found.who)), "")], base=base)
    if found.where:
        out.write([(tr("who-where", language, names=names(found.where)), "")], base=base)
    if found.sampled:
        words = tr("who-company-sampled", language, n=str(found.n_articles))
        out.write([(words, DIM)], base=base)


def _write_events(out: Marked, events: "Iterable[Told]", language: str) -> None:
    """The timeline."""
    told = list(events)
    if told:
        _title(out, tr("who-timeline", language))
    for each in told:
        when = each.when or tr(f"state-{each.state}", language)
        source = f" — {each.source}" if each.source else ""
        sign = sign_of(each.state, each.modality)
        out.write([(f"{sign} {when}: ", BOLD), *with_spans(each.text, ()), (source, DIM)])


def _title(out: Marked, words: str) -> None:
    out.write([])
    out.write([(words, BOLD)])


def _listed(names: "Iterable[str]", language: str) -> str:
    return ("، " if language == "ar" else ", ").join(names)
