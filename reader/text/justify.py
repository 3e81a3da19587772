"""Justification by kashida: full lines are widened inside words, where the script allows it.

A kashida is drawn after a letter that is joined to the next, never inside lam-alef, at most one
place a word; letters without presentation forms are not drawn joined and get none. The places are
ranked as in the order of preference that Microsoft's typography guidelines give for Arabic
(tatweel, seen and sad, final heh and dal, alef, lam and kaf, reh and yeh, waw and others). What
kashida cannot fill is given to the blanks.
"""

from collections.abc import Sequence

from reader.text.line import Cluster
from reader.text.shaping import LAM_ALEF_FORMS, TATWEEL, has_forms, joins_next

MAX_KASHIDA = 4  # cells a word is widened by at most
_FULL = 0.6  # a line less full than this stays as it is

# rank of a kashida by the letter before it, and by the letter after it; less is better
_AFTER = {TATWEEL: 0} | dict.fromkeys("سشصض", 1)
_BEFORE = (
    dict.fromkeys("هةدذ", 2)
    | dict.fromkeys("اأإآطظلكگ", 3)
    | dict.fromkeys("رزيىی", 4)
    | dict.fromkeys("وعغقف", 5)
)
_OTHER = 6


def justified(clusters: Sequence[Cluster], text: str, width: int) -> list[Cluster]:
    """The clusters of a line, in logical order, widened to `width` cells.

    Args:
        clusters: the line as it is.
        text: the paragraph's text, of which the clusters hold indexes.
        width: cells to fill.

    Returns:
        The widened clusters; the same ones where the line is too short to be filled.
    """
    missing = width - sum(cluster.width for cluster in clusters)
    result = list(clusters)
    if missing <= 0 or missing > width * (1 - _FULL):
        return result
    places = _places(clusters, text)
    extra = dict.fromkeys(places, 0)
    while missing and any(cells < MAX_KASHIDA for cells in extra.values()):
        for place in places:
            if missing:
                extra[place] += 1
                missing -= 1
    for place, cells in extra.items():
        cluster = result[place]
        result[place] = cluster._replace(
            glyph=TATWEEL * cells + cluster.glyph, width=cluster.width + cells
        )
    return _widened_blanks(result, missing)


def _places(clusters: Sequence[Cluster], text: str) -> list[int]:
    """For each word the number of the cluster after which a kashida stands best."""
    best: list[int] = []
    word: tuple[int, int] | None = None  # rank and place of the word's best so far
    for number, cluster in enumerate(clusters):
        if cluster.glyph == " ":
            if word is not None:
                best.append(word[1])
            word = None
            continue
        rank = _rank(clusters, number, text)
        if rank is not None and (word is None or rank <= word[0]):
            word = (rank, number)
    if word is not None:
        best.append(word[1])
    return best


def _rank(clusters: Sequence[Cluster], number: int, text: str) -> int | None:
    """How good a kashida after the cluster would be, or None where none may stand."""
    cluster = clusters[number]
    following = clusters[number + 1] if number + 1 < len(clusters) else None
    if following is None or not following.width or not cluster.level & 1:
        return None
    if following.level != cluster.level or cluster.glyph[:1] in LAM_ALEF_FORMS:
        return None
    before, after = text[cluster.start], text[following.start]
    if not (has_forms(before) and has_forms(after) and joins_next(text, cluster.start)):
        return None
    return min(_AFTER.get(before, _OTHER), _BEFORE.get(after, _OTHER))


def _widened_blanks(clusters: list[Cluster], missing: int) -> list[Cluster]:
    """Give the `missing` cells to the blanks, as evenly as whole cells allow."""
    blanks = [number for number, cluster in enumerate(clusters) if cluster.glyph == " "]
    if not missing or not blanks:
        return clusters
    share, rest = divmod(missing, len(blanks))
    for order, number in enumerate(blanks):
        cells = 1 + share + (order < rest)
        clusters[number] = clusters[number]._replace(glyph=" " * cells, width=cells)
    return clusters
