from contextlib import closing

from handlers.desk import Desk, Pressed
from handlers.files import send
from models.askers import asker_of
from models.database import open_database
from tests.builders import office, refused


def test_a_button_that_names_no_letter_has_nothing_sent(sqlite_address: str) -> None:
    with closing(open_database(sqlite_address)) as database:
        at_work = office(database)
        with at_work.workspace.transaction(at_work.now) as session:
            desk = Desk(session=session, asker=asker_of(session, "U3"), now=at_work.now)
            pressed = Pressed(name="send_file", value="letter:ode", at=at_work.now)
            with refused("I could not find that letter."):
                send(desk, pressed)
