"""A city that goes to another owner, and what is known of it that is corrected; both with the way back."""

from tests.stories.conftest import Office, over_http, over_socket


@over_socket
def test_a_city_goes_to_another_owner_and_back(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.asks(office.dana, "/sister next Cascais")
    office.dana.chooses("Change owner", "more", office.answer(office.dana))
    assert office.form(office.dana).shown.splitlines()[:2] == [
        "Cascais, Portugal",
        "Dana Ito looks after it now.",
    ]
    office.dana.submits({"New owner": "Sam Lee", "Reason": "Dana is on leave."})
    assert office.form(office.dana).shown.splitlines()[:2] == [
        "Sam Lee looks after Cascais, Portugal now instead of Dana Ito.",
        "Sam Lee gets the reminders about it from now on.",
    ]
    assert "owner changed; to Sam Lee; reason: Dana is on leave" in office.asks(
        office.lee, "/sister show Cascais"
    )
    assert "Owner: Sam Lee." in office.card("New inquiry: Cascais").text

    office.dana.presses("Undo")
    assert office.form(office.dana).shown.splitlines()[0] == (
        "Taken back for Cascais, Portugal: owner changed; to Sam Lee; reason: Dana is on leave. "
        "Dana Ito looks after it now."
    )
    office.dana.closes()
    assert office.asks(office.lee, "/sister next mine") == "Nothing that is open is yours."


@over_socket
def test_only_the_owner_the_chair_and_staff_give_it_away_and_others_suggest(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.asks(office.lee, "/sister next Cascais")
    assert office.answer(office.lee).buttons == ["Log correspondence", "Suggest for agenda", "Share here"]
    assert office.asks(office.lee, "/sister owner Cascais") == (
        "Only the chair (Ngozi Okafor), staff (Dana Ito) or the file's owner can change who looks after a city. "
        "I changed nothing."
    )
    office.opens(office.dana, "/sister owner Cascais")
    office.dana.submits({"New owner": "Sam Lee"})
    office.dana.closes()
    office.opens(office.lee, "/sister owner Cascais")
    office.lee.submits({"New owner": "Ngozi Okafor"})
    assert office.form(office.lee).shown.splitlines()[0] == (
        "Ngozi Okafor looks after Cascais, Portugal now instead of Sam Lee."
    )


@over_http
def test_a_name_is_corrected_found_by_both_spellings_and_taken_back(office: Office) -> None:
    office.records_inquiry("Cascias, Portugal")
    office.opens(office.dana, "/sister edit Cascias")
    office.dana.submits()
    assert office.form(office.dana).errors == {
        "City or region": "Nothing was changed, so I recorded nothing."
    }
    office.dana.submits(
        {"City or region": "Cascais", "Other spellings to add": "Kaskais", "Reason": "A slip of the pen."}
    )
    assert office.form(office.dana).shown.splitlines()[:3] == [
        "Cascais, Portugal is corrected.",
        "Name: Cascais instead of Cascias.",
        "Also called Kaskais.",
    ]
    assert office.card("New inquiry: Cascais, Portugal.").text.startswith("New inquiry: Cascais, Portugal.")
    for typed in ("Cascais", "Cascias", "Kaskais"):
        assert office.asks(office.lee, f"/sister next {typed}").startswith("Cascais, Portugal: ")
    said = office.asks(office.lee, "/sister show Cascais")
    assert (
        "city corrected; name: Cascais instead of Cascias; also called Kaskais; reason: A slip of the pen"
        in said
    )

    office.dana.presses("Undo")
    office.dana.closes()
    assert office.asks(office.lee, "/sister next Cascias").startswith("Cascias, Portugal: ")
    assert office.asks(office.lee, "/sister next Kaskais").startswith("I'm not tracking")


@over_socket
def test_contact_details_that_are_removed_on_request_leave_the_day_and_cannot_come_back(
    office: Office,
) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.presses("More details")
    office.lee.submits({"Contact (name, title, email)": "Ana Reis, ana@cascais.example"})
    office.lee.closes()
    office.opens(office.dana, "/sister edit Cascais")
    office.dana.submits({"If they asked for it": ["Remove their contact details for good"]})
    assert office.form(office.dana).shown.splitlines()[:2] == [
        "Cascais, Portugal is corrected.",
        "Contact details removed, as they asked.",
    ]
    office.dana.presses("Undo")
    assert office.form(office.dana).shown.splitlines()[0] == (
        "Contact details that were removed on request are gone for good, so that cannot be taken back."
    )
    office.dana.closes()
    said = office.asks(office.lee, "/sister show Cascais")
    assert "Contact on their side: removed on Jan 22, 2026, as they asked." in said
    assert "Ana" not in said
