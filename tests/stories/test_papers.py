"""Papers: kept whole, listed, sent again, and in every copy."""

from base64 import b64decode
from contextlib import closing
from pathlib import Path

from models.backups import backup
from models.correspondence import Paper
from models.database import open_database
from models.kept_papers import paper_whole
from tests.stories.conftest import TEAM_ID, Office, over_http, over_socket

CONTENT = b"%PDF-1.7 Dear commission"


def attached(office: Office) -> None:
    """Attach a letter to an entry, and wait until it is kept."""
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.lee, "/sister log Cascais")
    office.lee.presses("More details")
    office.lee.submits(
        {"Summary": "A letter.", "The paper itself": [office.lee.uploads("letter.pdf", CONTENT)]}
    )
    office.practice.wait_for(lambda: office.count(Paper) == [1])


def test_a_paper_comes_back_whole_after_slack_has_forgotten_it(office: Office) -> None:
    attached(office)
    office.practice.workspace.files.clear()
    said = office.asks(office.dana, "/sister papers Cascais")
    office.dana.presses("Send me", office.answer(office.dana))
    sent = office.practice.wait_for(
        lambda: [each for each in office.practice.workspace.files.values() if each.content]
    )

    assert said == ("Papers kept of Cascais, Portugal. letter.pdf (24 bytes), Other. Sam Lee, Thu, Jan 22.")
    assert [(each.name, b64decode(each.content)) for each in sent] == [("letter.pdf", CONTENT)]


@over_socket
def test_a_paper_is_in_the_copy_of_the_records(office: Office, tmp_path: Path) -> None:
    attached(office)
    copy = tmp_path / "copy.db"
    with closing(open_database(office.records.engine.url.render_as_string())) as database:
        backup(database, copy)
    (paper_id,) = office.rows(Paper, "id")

    with (
        closing(open_database(f"sqlite:///{copy}")) as restored,
        restored.workspace(TEAM_ID).reading() as session,
    ):
        assert paper_whole(session, paper_id).content == CONTENT


@over_http
def test_a_paper_whose_entry_was_taken_back_is_not_listed(office: Office) -> None:
    attached(office)
    office.lee.presses("Undo")

    assert office.asks(office.dana, "/sister papers Cascais") == (
        "No paper is kept of Cascais, Portugal. Attach one when you log a letter or record a step."
    )


@over_socket
def test_a_link_into_slack_is_refused_with_the_way_to_attach_the_file(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister draft Cascais")
    office.dana.submits({"Written by": "our attorney", "Link": "https://practice.slack.com/files/F1"})

    assert office.form(office.dana).errors == {
        "Link": (
            "Slack hides and deletes files after a while, so a link into Slack is no evidence. "
            "Attach the file in this form."
        )
    }
