"""Importing gazetteers: both layouts, packed or not, bad files, listing, removing."""

import gzip
import zipfile
from pathlib import Path

import pytest

from reader.entities.places import configure, gazetteer
from reader.entities.places.imported import ImportedGazetteer, Info, listed, open_all, remove
from reader.entities.places.importing import import_gazetteer
from reader.entities.places.keys import name_key
from reader.notice import QariError


def dump(
    number: int, name: str, alternates: str, point: tuple[float, float], code: str = "P\tPPL"
) -> str:
    """A line of a GeoNames dump."""
    fields = [str(number), name, name, alternates, str(point[0]), str(point[1]), code, "SY"]
    return "\t".join([*fields, *[""] * 5, "120", "", "", "Asia/Damascus", "2020-01-01"]) + "\n"


GEONAMES = dump(1, "Hila", "حيلا,حێلا", (35.85, 36.49)) + dump(
    2, "Jabal Khunayzir", "جبل خنيزير", (34.22, 37.42), "T\tMT"
)
WOF = (
    "wof_id\tgeonames_id\tcc\tplacetype\tlat\tlon\tpop\tname\tregion\tar_names\tlatin_names\n"
    "7\t170427\tSY\tlocality\t36.4\t38.97\t\tFatisah\tRaqqa\tفاطسة|الفاطسة\tFatisa\n"
    "8\t\tSY\tregion\t36\t39\t900000\tRaqqa\t\tمحافظة الرقة\t\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where gazetteers are kept."""
    return tmp_path / "gazetteers"


def write(path: Path, text: str) -> Path:
    """Write a file."""
    path.write_text(text, encoding="utf-8")
    return path


def test_a_geonames_dump(tmp_path: Path, folder: Path) -> None:
    info = import_gazetteer(write(tmp_path / "SY.txt", GEONAMES), folder)
    assert (info.name, info.layout, info.places, info.names) == ("SY", "geonames", 2, 2)
    opened = open_all(folder)[0]
    village = opened.lookup(name_key("حيلا"))[0]
    assert (village.key, village.kind, village.country) == ("gn:1", "village", "SY")
    assert opened.lookup(name_key("جبل خنيزير"))[0].kind == "mountain"
    assert opened.by_key("gn:1") == village
    assert opened.lookup_latin("hila", "SY") == [village]


def test_a_whos_on_first_table_packed(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "places.tsv.gz"
    path.write_bytes(gzip.compress(WOF.encode(), mtime=0))
    info = import_gazetteer(path, folder, name="wof")
    assert (info.layout, info.places, info.names) == ("whosonfirst", 2, 3)
    keys = {place.key for place in open_all(folder)[0].lookup(name_key("الفاطسة"))}
    assert keys == {"gn:170427"}


def test_a_zip_of_geonames(tmp_path: Path, folder: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", GEONAMES)
    assert import_gazetteer(tmp_path / "SY.zip", folder).places == 2


def test_alternate_names_tell_what_is_arabic(tmp_path: Path, folder: Path) -> None:
    tagged = write(
        tmp_path / "alternates.txt", "1\t1\tar\tالحيلة\t1\t\t\t\n2\t1\tfa\tحیلا\t\t\t\t\n"
    )
    import_gazetteer(write(tmp_path / "SY.txt", GEONAMES), folder, alternates=tagged)
    opened = open_all(folder)[0]
    assert opened.lookup(name_key("الحيلة"))[0].name == "الحيلة"
    assert not opened.lookup(name_key("حيلا"))


def test_progress_is_told(tmp_path: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    path = write(tmp_path / "SY.txt", GEONAMES)
    import_gazetteer(path, folder, progress=lambda *pair: told.append(pair))
    size = path.stat().st_size
    assert told[-1] == (size, size)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "gazetteer-empty"),
        (b"root:x:0\n", "gazetteer-line"),
        (b"\x1f\x8bdamaged", "gazetteer-unreadable"),
        (b"PK\x03\x04damaged", "gazetteer-unreadable"),
        (b"\xff\xfe\x00binary", "gazetteer-unreadable"),
        (dump(1, "Hila", "حيلا", (135.0, 36.5)).encode(), "gazetteer-line"),
        ((GEONAMES + "half a line\n" * 30).encode(), "gazetteer-line"),
        (gzip.compress(WOF.encode(), mtime=0)[:-30], "gazetteer-unreadable"),
    ],
)
def test_bad_files_are_told_and_leave_nothing(
    tmp_path: Path, folder: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(QariError) as told:
        import_gazetteer(path, folder)
    assert told.value.notice.code == code
    assert not list(folder.glob("*"))
    assert not list(folder.glob(".*"))


def test_a_missing_file_and_a_bad_name(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(QariError, match="gazetteer-unreadable"):
        import_gazetteer(tmp_path / "none.txt", folder)
    with pytest.raises(QariError, match="gazetteer-name"):
        import_gazetteer(write(tmp_path / "SY.txt", GEONAMES), folder, name="../up")


def test_a_few_bad_lines_are_passed_over_and_counted(tmp_path: Path, folder: Path) -> None:
    info = import_gazetteer(write(tmp_path / "SY.txt", GEONAMES + "half\n" * 3), folder)
    assert (info.places, info.skipped) == (2, 3)


def test_a_failed_import_keeps_the_old_one(tmp_path: Path, folder: Path) -> None:
    path = write(tmp_path / "SY.txt", GEONAMES)
    import_gazetteer(path, folder)
    write(path, "nothing\n")
    with pytest.raises(QariError):
        import_gazetteer(path, folder)
    assert open_all(folder)[0].lookup(name_key("حيلا"))


def test_list_and_remove(tmp_path: Path, folder: Path) -> None:
    import_gazetteer(write(tmp_path / "SY.txt", GEONAMES), folder)
    (folder / "old.gazetteer").write_bytes(b"no database")
    assert [(info.name, info.places, info.damaged) for info in listed(folder)] == [
        ("SY", 2, False),
        ("old", 0, True),
    ]
    assert [each.path.stem for each in open_all(folder)] == ["SY"]
    remove(folder, "SY")
    assert listed(folder) == [Info("old", damaged=True)]
    with pytest.raises(QariError, match="gazetteer-unknown"):
        remove(folder, "SY")


def test_the_gazetteer_reads_what_was_imported(tmp_path: Path, folder: Path) -> None:
    import_gazetteer(write(tmp_path / "SY.txt", GEONAMES), folder)
    try:
        configure(folder)
        assert gazetteer().lookup("حيلا")
        assert "حيلا" in gazetteer()
        remove(folder, "SY")
        configure(folder)
        assert not gazetteer().lookup("حيلا")
    finally:
        configure(None)


def test_what_ships_is_kept_before_its_double(tmp_path: Path, folder: Path) -> None:
    import_gazetteer(write(tmp_path / "w.tsv", WOF), folder)
    try:
        configure(folder)
        regions = [p.key for p in gazetteer().exact("محافظة الرقة")]
        assert regions
        assert "wof:8" not in regions
    finally:
        configure(None)


def test_a_damaged_file_finds_nothing(tmp_path: Path, folder: Path) -> None:
    import_gazetteer(write(tmp_path / "SY.txt", GEONAMES), folder)
    path = folder / "SY.gazetteer"
    opened = ImportedGazetteer(path)
    opened.close()
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    assert ImportedGazetteer(path).lookup(name_key("حيلا")) == []
