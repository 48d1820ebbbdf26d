"""Cities: the places a commission writes to, under all their names, and the register of those that became partners."""

from datetime import date

from sqlalchemy.orm import Mapped

from models.database import Id, Record, belongs_to, index
from models.ledger import Addition


class City(Record):
    """A place abroad. Two of one name are told apart by their people, not by a key."""

    __tablename__ = "cities"
    __table_args__ = (index("folded", "country"),)

    id: Mapped[Id]
    name: Mapped[str]
    folded: Mapped[str]
    """The name as `models.rules.names.fold` has it."""
    country: Mapped[str]
    """Two capital letters of ISO 3166."""
    kind: Mapped[str]
    """"city", "county", "region", as the commission calls it."""
    tier: Mapped[str | None]
    """The kind of partner it is, once it is one."""


class CityName(Addition):
    """Another or a former name of a city."""

    __tablename__ = "city_names"
    __table_args__ = (index("city_id"), index("folded"))

    id: Mapped[Id]
    city_id: Mapped[str] = belongs_to("cities")
    name: Mapped[str]
    folded: Mapped[str]


class Partner(Addition):
    """A line of the register of partners. Its status may change."""

    __tablename__ = "partners"
    __table_args__ = (index("city_id"), index("status"))

    id: Mapped[Id]
    city_id: Mapped[str] = belongs_to("cities")
    tier: Mapped[str]
    since: Mapped[str]
    """As the commission remembers it: "1982", "about 1990"."""
    approved_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    recognized_on: Mapped[date | None]
    """Listed by Sister Cities International."""
    status: Mapped[str]
    """"active", "dormant", "ended"."""
