"""Which findings the reasoning asks for by what they mean to it: the data says so, so that no id stands in the code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from footadvice.knowledge.vocabulary import FindingRole, Who
from footadvice.support.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from footadvice.knowledge.summary_rows import FindingRow


class FindingRoles(FrozenRecord):
    """The findings of one knowledge base by role."""

    by_role: Mapping[FindingRole, frozenset[str]]
    of_who: Mapping[Who, str]
    """Whom an answer is for -> the finding that says so."""
    ages: tuple[tuple[int, str], ...]
    """The last year of each age, and the finding that says it, youngest first."""
    spans: tuple[tuple[int, str], ...]
    """From how many days on something has lasted that long, and the finding that says it, longest first."""
    opposites: Mapping[str, str]
    """Two findings that answer each other."""

    @classmethod
    def of(cls, brief: "Mapping[str, FindingRow]") -> "FindingRoles":
        """The roles of the findings, given by id with those of the fields of a role that each has."""
        by_role: dict[FindingRole, set[str]] = {}
        for id, raw in brief.items():
            for role in raw.get("roles", ()):
                by_role.setdefault(role, set()).add(id)
        return cls(
            by_role={role: frozenset(ids) for role, ids in by_role.items()},
            of_who={raw["who"]: id for id, raw in brief.items() if "who" in raw},
            ages=tuple(sorted((raw["last_age"], id) for id, raw in brief.items() if "last_age" in raw)),
            spans=tuple(
                sorted(((raw["from_days"], id) for id, raw in brief.items() if "from_days" in raw), reverse=True)
            ),
            opposites={id: raw["opposite"] for id, raw in brief.items() if "opposite" in raw},
        )

    def have(self, role: FindingRole) -> frozenset[str]:
        """The findings that have a role."""
        return self.by_role.get(role, frozenset())

    def are_ages(self) -> frozenset[str]:
        """The findings that say how old somebody is."""
        return frozenset(id for _, id in self.ages)

    def of_age(self, years: int) -> str | None:
        """The finding that says what somebody of that age is; None where no finding does."""
        return next((id for last, id in self.ages if years <= last), None)

    def of_people(self, who: tuple[Who, ...]) -> frozenset[str]:
        """The findings that say whom an answer is for."""
        return frozenset(self.of_who[one] for one in who if one in self.of_who)


__all__ = ["FindingRoles"]
