"""The table of labels: which type of entity a model means by «PERS», «B-GPE» or «LABEL_3».

`data/labels.tsv` ships; ``labels.tsv`` in the folder of the user's data is read over it, and over
both one in the folder of the model. Two columns parted by a tab: label; type (PER, ORG, LOC, FAC,
MISC) or ``-`` for what is no entity. A label may be given with its B- or I-, which then stands
in the type too (``LABEL_3	B-PER``). Lines that begin with # are comments.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from reader.entities.model import EntityType
from reader.notice import Notice

NONE = "-"
NAME = "labels.tsv"
SHIPPED = Path(__file__).parent / "data" / NAME
_EDGES = "BIESLU"  # of the IOB, IOBES and BILOU families


def read_labels(paths: Iterable[Path]) -> tuple[dict[str, str], list[Notice]]:
    """The table that the files at `paths` make, later ones over earlier; some may be absent.

    Returns:
        Types by label in capitals, and a notice for each line or file that cannot be read.
    """
    table: dict[str, str] = {}
    problems: list[Notice] = []
    for path in paths:
        if not path.is_file():
            continue
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            problems.append(Notice("labels-unreadable", {"path": str(path)}))
            continue
        for number, line in enumerate(lines, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            fields = [part.strip().upper() for part in line.split("\t")]
            if len(fields) > 1 and fields[0] and _is_type(fields[1]):
                table[fields[0]] = fields[1]
            else:
                problems.append(Notice("labels-line", {"path": str(path), "line": str(number)}))
    return table, problems


def _is_type(word: str) -> bool:
    """Whether a word of the second column is a type, with or without B- or I-, or none."""
    return word == NONE or parted(word)[1] in set(EntityType)


def parted(label: str) -> tuple[str, str]:
    """A label without its edge: ``B-PERS`` is B and PERS, ``PERS-I`` the same; PERS has none."""
    if len(label) > 2 and label[0] in _EDGES and label[1] in "-_":
        return label[0], label[2:]
    if len(label) > 2 and label[-1] in _EDGES and label[-2] in "-_":
        return label[-1], label[:-2]
    return "", label


def meant(label: str, table: Mapping[str, str]) -> tuple[str, str] | None:
    """The edge and type that a label of a model stands for.

    Args:
        label: such as ``B-PERS``, ``gpe``, ``LABEL_3`` or ``O``.
        table: as `read_labels` makes it.

    Returns:
        The edge ("" where the label has none) and the type, `NONE` for what is no entity; None
        where the table does not know the label.
    """
    whole = label.upper()
    edge, core = parted(whole)
    if whole == "O":
        return "", NONE
    for form in (whole, core):
        if form in table:
            told_edge, kind = parted(table[form])
            return (told_edge or edge), kind
    return None
