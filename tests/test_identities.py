"""Numbers that were met before."""

from hypothesis import given
from hypothesis import strategies as st

from translate_flow.store.identities import Met

NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1) | st.integers(0, 9)


@given(st.lists(st.lists(NUMBERS, max_size=40), max_size=30))
def test_a_number_is_new_once(batches):
    met = Met()
    seen: set[int] = set()
    for batch in batches:
        wanted = []
        for place, number in enumerate(batch):
            if number not in seen:
                seen.add(number)
                wanted.append(place)
        assert met.add(batch) == wanted


def test_what_was_there_before_is_met():
    assert Met([[3, 1], [2, -7]]).add([4, 2, 1, 5, -7, 4]) == [0, 3]
