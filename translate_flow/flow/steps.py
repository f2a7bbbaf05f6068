"""Which entries of a history are in force."""

from collections.abc import Sequence

from translate_flow.model import Event


def standing(events: Sequence[Event]) -> list[Event]:
    """Events that no later one has taken back, without those that only take back; in their order."""
    taken = {event.undoes for event in events if event.undoes}
    return [event for event in events if not event.undoes and event.number not in taken]
