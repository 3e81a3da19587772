"""A tagger of another make, as a package that can be installed in a folder."""

from pathlib import Path

import pytest

# A tagger of another make: the folder of its model tells how it behaves.
FAKE = """
import os, socket, sys, time
from reader.entities.backends.protocol import Found

class Fake:
    name = "fake"

    def load(self, loading):
        self.way = os.path.basename(loading.model)
        self.labels = loading.labels
        if self.way == "slow-load":
            time.sleep(60)
        if self.way == "no-package":
            import a_package_that_is_not_there
        if self.way == "network":
            socket.create_connection(("192.0.2.1", 80), timeout=1)

    def extract(self, sentences):
        way = self.way
        if way == "hang":
            time.sleep(60)
        if way == "crash":
            sys.stderr.write("out of luck\\n")
            sys.stderr.flush()
            os._exit(3)
        if way == "raise":
            raise ValueError("no such thing")
        if way == "noise":
            print("loading 100 %")
            os.system("echo noise of a library")
        if way == "few":
            return [[]]
        if way == "outside":
            return [[Found(0, 99, "PER")] for _ in sentences]
        if way == "backwards":
            return [[Found(2, 1, "PER")] for _ in sentences]
        if way == "unsure":
            return [[Found(0, 1, "PER", 7.0)] for _ in sentences]
        label = "GALAXY" if way == "label" else "PERS"
        return [
            [Found(at, at + 1, label, 0.9) for at, word in enumerate(words) if word == "قسورة"]
            for words in sentences
        ]
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the fake into `folder`, and `folder` on the path of this process and of taggers'."""
    points = folder / "fake_tagger-1.0.dist-info"
    points.mkdir(parents=True)
    (folder / "fake_tagger.py").write_text(FAKE, encoding="utf-8")
    (points / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-tagger\nVersion: 1.0\n")
    (points / "entry_points.txt").write_text("[qari.taggers]\nfake = fake_tagger:Fake\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.syspath_prepend(str(folder))
    return folder
