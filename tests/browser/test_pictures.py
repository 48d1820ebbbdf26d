import re

from tests.browser.pictures import FOLDER, PICTURES

ROOT = FOLDER.parent.parent
MOST_BYTES = 200_000


def named_in_the_docs() -> set[str]:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return {name for page in pages for name in re.findall(r"pictures/([\w-]+\.png)", page.read_text())}


def test_every_picture_that_a_page_shows_is_there_and_has_its_maker() -> None:
    assert {name for name in named_in_the_docs() if not (FOLDER / name).is_file()} == set()
    assert named_in_the_docs() - PICTURES.keys() == set()


def test_every_picture_in_the_folder_has_its_maker_and_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}

    assert sizes.keys() == PICTURES.keys()
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
