"""Records: dataclasses that are quick to define and quick to make."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """A dataclass with slots, compared and hashed by value; frozen to the type checker only.

    `dataclass` compiles six methods for each class, at every start of a command; here all but `__init__` are shared,
    which takes a third of the time. One that is frozen at run time takes four times as long to make, for it sets each
    field by a call; that was a tenth of reading a document.
    """
    made = dataclass(slots=True, repr=False, eq=False)(cls)
    described: Any = made  # the type checker does not see what `dataclass` made of it
    all_fields = fields(described)
    values = _getter([each.name for each in all_fields if each.compare])
    shown = [each.name for each in all_fields if each.repr]

    def is_equal(self: Any, other: object) -> bool:
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    def told(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    for name, method in (("__eq__", is_equal), ("__hash__", hashed), ("__repr__", told)):
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _getter(names: list[str]) -> Callable[[Any], Any]:
    """Gives the values of some attributes, to be compared."""
    return attrgetter(*names) if names else lambda _: ()
