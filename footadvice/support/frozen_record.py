"""The base of every record and answer: plain values that cannot be changed, at next to no cost.

`@dataclass(frozen=True, slots=True)` writes and compiles its methods anew for each class whenever the program starts:
more than a millisecond a class, and a page needs some sixty. `FrozenRecord` gives its subclasses the same by
inheritance. They are dataclasses to `dataclasses.fields`, to Pydantic and to a type checker.
"""

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class FrozenRecord:
    """Values by name: given once, never changed, compared by what they hold.

    Args:
        kw_only: whether an instance takes its values by keyword only, as a class does that has more than a few.

    Raises:
        TypeError: a value is missing, or has a name that the class does not know.
        FrozenInstanceError: something tried to change a value.
    """

    _order: ClassVar[tuple[str, ...]]
    _known: ClassVar[frozenset[str]]
    _needed: ClassVar[frozenset[str]]
    _defaults: ClassVar[dict[str, Any]]

    def __init_subclass__(cls, *, kw_only: bool = True) -> None:
        cls.__doc__ = cls.__doc__ or cls.__name__  # or dataclass would work out a signature to put there
        dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=kw_only)(cls)
        known = fields(cls)  # type: ignore[arg-type]
        cls._order = () if kw_only else tuple(field.name for field in known)
        type.__setattr__(cls, "__match_args__", cls._order)
        cls._defaults = {field.name: field.default for field in known if field.default is not MISSING}
        cls._known = frozenset(field.name for field in known)
        cls._needed = cls._known - cls._defaults.keys()

    def __init__(self, *args: Any, **values: Any) -> None:
        if len(args) > len(self._order):
            raise TypeError(f"{type(self).__name__} takes {len(self._order)} values by place, not {len(args)}")
        values.update(zip(self._order, args, strict=False))
        if not self._needed <= values.keys() <= self._known:
            unknown, missing = sorted(values.keys() - self._known), sorted(self._needed - values.keys())
            wrong = f"does not know {', '.join(unknown)}" if unknown else f"needs {', '.join(missing)}"
            raise TypeError(f"{type(self).__name__} {wrong}")
        self.__dict__.update(self._defaults)
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(self.__dict__[field.name] for field in fields(self))))  # type: ignore[arg-type]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"
