"""`qari doctor`: what the terminal is, which dialect reads right, whether the core is sound."""

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata

from reader import __version__
from reader.cli.arguments import help_words
from reader.cli.output import columns, emit
from reader.messages import tr
from reader.settings import load_state, settings_path, state_path, update_state
from reader.terminal import Dialect, Session, encode, prepare
from reader.text.label import visual
from reader.text.selfcheck import check_order, check_shaping

# Digits, brackets, guillemets and a Latin word: what goes wrong where order is wrong.
SAMPLE = "«السلام عليكم» (١٢) ABC، وقال: 25-5-2016"
_PACKAGES = ("textual", "python-bidi", "arabic-reshaper", "numpy", "rapidfuzz")
_COLOURS = (("COLORTERM", ("truecolor", "24bit"), "2^24"), ("TERM", ("256color", "direct"), "256"))


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to `subparsers`."""
    words = help_words()
    subparsers.add_parser("doctor", description=words("command-doctor"))


def run(args: argparse.Namespace) -> int:
    """Print the findings; where somebody can answer, ask which line reads right.

    Returns:
        0, or 1 where the layout core differs from an oracle.
    """
    language: str = args.language
    session = prepare(args.settings, load_state())
    for line in findings(session, language):
        emit(line)
    sound = _self_check(language)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _calibrate(session, language)
    else:
        emit(tr("doctor-no-tty", language))
    return 0 if sound else 1


def findings(session: Session, language: str) -> Iterator[str]:
    """What is known of the terminal and the program, one line each.

    Args:
        session: the terminal as it was found.
        language: of the words.
    """
    answers = session.answers
    said = [f"DECRQM 8 = {answers.mode}"] if answers.mode is not None else []
    said += [f"XTVERSION = {answers.version}"] if answers.version else []
    said += [f"DA1 = {answers.attributes}"] if answers.attributes else []
    size = (str(columns()), os.environ.get("LINES") or _rows())
    locale = next((os.environ[v] for v in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(v)), "C")
    yield tr("doctor-title", language, version=__version__)
    yield tr("doctor-terminal", language, name=session.name)
    yield (
        tr("doctor-answers", language, answers="; ".join(said))
        if said
        else tr("doctor-no-answers", language)
    )
    yield tr("doctor-rule", language, rule=session.rule.name, dialect=session.dialect.value)
    yield tr("doctor-size", language, columns=size[0], rows=size[1])
    yield tr("doctor-colours", language, colours=_colours())
    yield tr("doctor-locale", language, locale=locale, language=language)
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    yield tr("doctor-versions", language, python=platform.python_version(), packages=packages)
    files = {"settings": str(settings_path()), "state": str(state_path())}
    yield tr("doctor-files", language, **files)
    if session.rule.advice:
        yield tr(session.rule.advice, language)
    yield tr("doctor-recipe-putty", language)
    if session.rule.advice != "doctor-recipe-kitty":
        yield tr("doctor-recipe-kitty", language)


def _rows() -> str:
    """The rows of the terminal, or ``?``."""
    try:
        return str(os.get_terminal_size().lines)
    except OSError:
        return "?"


def _colours() -> str:
    """How many colours the environment claims."""
    if os.environ.get("NO_COLOR"):
        return "NO_COLOR"
    for variable, signs, colours in _COLOURS:
        if any(sign in os.environ.get(variable, "") for sign in signs):
            return colours
    return "16"


def _version(package: str) -> str:
    """The version of an installed package, or ``-``."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "-"


def _self_check(language: str) -> bool:
    """Compare the layout core with its oracles on this machine and tell the outcome."""
    sound = True
    for oracle, check in (("python-bidi", check_order), ("arabic-reshaper", check_shaping)):
        try:
            found = check()
        except ImportError:
            emit(tr("doctor-check-absent", language, oracle=oracle))
            continue
        sound = sound and found.passed
        emit(
            tr("doctor-check-passed", language, oracle=oracle, cases=str(found.cases))
            if found.first is None
            else tr("doctor-check-failed", language, oracle=oracle, sample=found.first)
        )
    return sound


def calibration_lines(width: int) -> list[tuple[Dialect, str]]:
    """The sample in each dialect, as it is sent to the terminal, with its dialect.

    Args:
        width: cells at most.
    """
    line = visual(SAMPLE, width, fill=False)
    return [(dialect, encode(line, dialect)) for dialect in Dialect]


def _calibrate(session: Session, language: str) -> None:
    """Draw the sample in each dialect as the reader would, ask which is right, and remember it."""
    lines = calibration_lines(columns() - 4)
    emit("")
    emit(tr("doctor-calibrate", language))
    with session:
        # The switch holds while the reader runs, so the lines are judged under it.
        for number, (_, line) in enumerate(lines, 1):
            sys.stdout.write(f"\n {number}  {line}\n")
        sys.stdout.write("\n")
        prompt = tr("doctor-which", language, count=str(len(lines)))
        sys.stdout.write(session.encode(visual(prompt, base=None, fill=False)))
        sys.stdout.flush()
        answer = sys.stdin.readline().strip()
    if not (answer.isdecimal() and 1 <= int(answer) <= len(lines)):
        emit(tr("doctor-unchanged", language))
        return
    dialect = lines[int(answer) - 1][0]
    update_state(lambda state: state.with_terminal(session.name, dialect.value))
    emit(tr("doctor-saved", language, dialect=dialect.value, name=session.name))
