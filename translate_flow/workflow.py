"""The state machine of a segment, as a table (DESIGN: initial → translated → reviewed → final).

States are XLIFF 2.1's; the second pair of eyes is ISO 17100's revision by a person other than the translator.
"""

from enum import StrEnum

from translate_flow.errors import Refused
from translate_flow.model import State


class Action(StrEnum):
    """What a person can do to a segment."""

    DRAFT = "draft"
    TRANSLATE = "translate"
    ACCEPT = "accept"
    REJECT = "reject"
    FINISH = "finish"

    @property
    def done(self) -> str:
        """The action as an event names it: in the past."""
        return _PAST[self]


class Person(StrEnum):
    """Who acts, seen from the segment: the one who wrote its target, or another."""

    TRANSLATOR = "translator"
    REVISER = "reviser"


_PAST = {
    Action.DRAFT: "drafted",
    Action.TRANSLATE: "translated",
    Action.ACCEPT: "accepted",
    Action.REJECT: "rejected",
    Action.FINISH: "finished",
}

_BOTH = (Person.TRANSLATOR, Person.REVISER)

# (state, action) → who may, and the state it leads to; what is not here is refused
TABLE: dict[tuple[State, Action], tuple[tuple[Person, ...], State]] = {
    (State.INITIAL, Action.DRAFT): (_BOTH, State.INITIAL),
    (State.INITIAL, Action.TRANSLATE): (_BOTH, State.TRANSLATED),
    (State.TRANSLATED, Action.DRAFT): (_BOTH, State.INITIAL),
    (State.TRANSLATED, Action.TRANSLATE): (_BOTH, State.TRANSLATED),
    (State.TRANSLATED, Action.ACCEPT): ((Person.REVISER,), State.REVIEWED),
    (State.TRANSLATED, Action.REJECT): (_BOTH, State.INITIAL),
    (State.REVIEWED, Action.DRAFT): (_BOTH, State.INITIAL),
    (State.REVIEWED, Action.TRANSLATE): (_BOTH, State.TRANSLATED),
    (State.REVIEWED, Action.REJECT): (_BOTH, State.INITIAL),
    (State.REVIEWED, Action.FINISH): (_BOTH, State.FINAL),
    (State.FINAL, Action.REJECT): (_BOTH, State.INITIAL),
}

_WHY_NOT = {
    Action.ACCEPT: {
        State.INITIAL: "is not translated yet",
        State.REVIEWED: "is reviewed already",
        State.FINAL: "is final already",
    },
    Action.REJECT: {State.INITIAL: "is not translated yet"},
    Action.FINISH: {
        State.INITIAL: "is not translated yet",
        State.TRANSLATED: "is not reviewed yet",
        State.FINAL: "is final already",
    },
    Action.DRAFT: {State.FINAL: "is final"},
    Action.TRANSLATE: {State.FINAL: "is final"},
}

_WAY_OUT = {
    (State.FINAL, Action.DRAFT): "Send it back first: review --reject -m WHY.",
    (State.FINAL, Action.TRANSLATE): "Send it back first: review --reject -m WHY.",
    (State.INITIAL, Action.ACCEPT): "Translate it first.",
    (State.TRANSLATED, Action.FINISH): "Have it reviewed first: review --accept.",
}


def same_person(one: str, other: str) -> bool:
    """Do two names mean one person? Case and spacing do not count."""
    return one.casefold().split() == other.casefold().split()


def step(state: State, action: Action, by: str, translator: str, *, number: int, second_person: bool = True) -> State:
    """The state that an action leads to.

    `by` acts on a segment whose target `translator` wrote; with `second_person` off, everyone counts as
    reviser. Raises Refused, naming segment `number` and the way out, where the table has no such step.
    """
    entry = TABLE.get((state, action))
    if entry is None:
        raise Refused(f"Segment {number} {_WHY_NOT[action][state]}.", _WAY_OUT.get((state, action), ""))
    allowed, following = entry
    is_own = second_person and same_person(by, translator)
    if (Person.TRANSLATOR if is_own else Person.REVISER) not in allowed:
        raise Refused(
            f"Segment {number} was translated by {translator}, who cannot {action} it too.",
            "Another person reviews it (--by NAME), or project.toml says [workflow] second_person = false.",
        )
    return following
