"""Records are values: equal, hashed and shown by what they hold."""

import copy
import pickle
from dataclasses import asdict, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_flow.records import frozen


@frozen
class Place:
    line: int
    column: int = 1
    hint: str = field(default="", compare=False)
    cache: tuple[int, ...] = field(default=(), repr=False)


@frozen
class Other:
    line: int
    column: int = 1


@frozen
class Nothing:
    pass


@frozen
class Loud:
    word: str

    def __repr__(self):
        return self.word.upper()


PLACES = st.builds(Place, st.integers(0, 2), st.integers(0, 2), st.sampled_from(["", "x"]))


@given(PLACES, PLACES)
def test_records_are_equal_where_what_counts_is(one, other):
    is_same = (one.line, one.column) == (other.line, other.column)
    assert (one == other) is is_same
    assert (one != other) is not is_same
    assert len({one, other}) == (1 if is_same else 2)


def test_records_of_two_kinds_are_never_equal():
    assert Place(1) != Other(1)
    assert Place(1) != (1, 1, "", ())
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_records_show_what_they_hold():
    assert repr(Place(3, hint="here")) == "Place(line=3, column=1, hint='here')"
    assert repr(Loud("no")) == "NO"


def test_records_are_dataclasses_with_slots():
    place = Place(1, 2)
    assert replace(place, line=4) == Place(4, 2)
    assert asdict(Other(1)) == {"line": 1, "column": 1}
    assert copy.copy(place) == pickle.loads(pickle.dumps(place)) == place
    with pytest.raises(AttributeError):
        place.colour = "red"
    with pytest.raises(TypeError):
        Place()


def test_a_record_that_holds_a_list_has_no_hash():
    with pytest.raises(TypeError):
        hash(Other([1]))
