"""The turn to write goes to whoever has waited longest."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from models.turns import Turn


def test_the_turn_goes_round_in_the_order_of_coming() -> None:
    turn, served = Turn(), list[int]()
    assert turn.take(0)

    def serve(number: int) -> None:
        if turn.take(10):
            served.append(number)
            turn.pass_on()

    with ThreadPoolExecutor(20) as threads:
        for number in range(20):
            threads.submit(serve, number)
            while turn.waiting <= number:
                sleep(0.001)
        turn.pass_on()

    assert served == list(range(20))


def test_whoever_waits_too_long_leaves_the_line_and_holds_nobody_up() -> None:
    turn = Turn()
    assert [turn.take(0), turn.take(0.01)] == [True, False]

    turn.pass_on()
    assert turn.take(0)


def test_the_turn_is_one_writers_at_a_time() -> None:
    turn, at_work, most = Turn(), list[int](), list[int]()

    def work(number: int) -> None:
        assert turn.take(10)
        at_work.append(number)
        most.append(len(at_work))
        sleep(0.001)
        at_work.remove(number)
        turn.pass_on()

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(work, range(50)))

    assert (max(most), len(most)) == (1, 50)
