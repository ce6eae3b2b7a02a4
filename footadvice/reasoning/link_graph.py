"""The chain: the graph of links from the feet upward, its paths and how sure anyone is of them.

A path is only as strong as its weakest link, and grades are never multiplied. A link that studies do not
support is a myth: it is told when somebody asks, and no path runs over it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from footadvice.knowledge.records import Link
from footadvice.knowledge.vocabulary import GRADES, Grade, Relation
from footadvice.support.frozen_record import FrozenRecord

MAX_LINKS = 3  # in a path; for longer ones no study has looked, and they would only seem to explain

# The one table that turns grade and relation into words. Every page and answer speaks by it.
_SAYS: dict[Relation, dict[Grade, str]] = {
    "leads_to": {
        "strong": "{a} can lead to {b}.",
        "moderate": "One or two good studies suggest that {a} can lead to {b}.",
        "limited": "{a} may lead to {b}. Few studies looked.",
        "conflicting": "Some studies say that {a} can lead to {b}, and others do not.",
        "expert_opinion": "Experts think that {a} can lead to {b}. No study that we hold shows it.",
    },
    "strains": {
        "strong": "{a} can strain {b}.",
        "moderate": "Good studies show that {a} can change the load on {b}.",
        "limited": "{a} may strain {b}. Few studies looked.",
        "conflicting": "Some studies say that {a} can strain {b}, and others do not.",
        "expert_opinion": "Experts think that {a} can strain {b}. No study that we hold shows it.",
    },
    "associated_with": {
        "strong": "Many good studies link {a} with {b}.",
        "moderate": "Studies link {a} with {b}.",
        "limited": "Only a few studies link {a} with {b}.",
        "conflicting": "Some studies link {a} with {b}, and others do not.",
        "expert_opinion": "Experts link {a} with {b}. No study that we hold shows it.",
    },
}
# As it is said: a risk is raised, and a change is no joint that could be strained.
_USUALLY = (("lead to the risk of", "raise the risk of"), ("strain a change of", "bring a change of"))
_MYTH = "No study shows that {a} can cause {b}."
GRADE_WORDS: dict[Grade, str] = {
    "strong": "strong evidence",
    "moderate": "moderate evidence",
    "limited": "limited evidence",
    "conflicting": "studies disagree",
    "expert_opinion": "expert opinion, no study found",
}


class Path(FrozenRecord, kw_only=False):
    """Links that follow one another. `grade` is that of the weakest."""

    links: tuple[Link, ...]

    @property
    def grade(self) -> Grade:
        return weakest(link.grade for link in self.links)

    @property
    def is_causal(self) -> bool:
        """Whether each step leads to the next, and does not only go with it or strain it."""
        return all(link.relation == "leads_to" for link in self.links)

    @property
    def nodes(self) -> tuple[str, ...]:
        return (self.links[0].from_id, *(link.to_id for link in self.links))


class Chain:
    """The links as a graph that is walked from a condition to a joint, or back from it.

    Args:
        links: all links, supported or not; their order does not matter.
    """

    def __init__(self, links: Iterable[Link]) -> None:
        self._out: dict[str, list[Link]] = defaultdict(list)
        self._into: dict[str, list[Link]] = defaultdict(list)
        self._myths: list[Link] = []
        for link in sorted(links, key=lambda link: link.id):
            if link.supported:
                self._out[link.from_id].append(link)
                self._into[link.to_id].append(link)
            else:
                self._myths.append(link)

    def paths(self, start: str, *ends: str, longest: int = MAX_LINKS) -> list[Path]:
        """Every simple path from `start` to one of `ends`: direct links first, then detours, best supported first.

        What studies of the two ends themselves found outranks what a detour would suggest, and a link to the first
        of `ends` (the joint) outranks one to the others (its conditions).
        """
        found = _sorted(map(Path, self._walk_on((), start, longest, frozenset(ends))))
        return sorted(found, key=lambda path: (len(path.links) > 1, len(path.links) == 1 and path.nodes[-1] != ends[0]))

    def into(self, *ends: str, longest: int = MAX_LINKS) -> list[Path]:
        """Every simple path to one of `ends`, of at most `longest` links, best supported first.

        A path stops at the first end that it reaches. Several ends are a joint and the conditions of that joint.
        """
        walks = (links for end in ends for links in self._walk_back((), end, longest, frozenset(ends)))
        return _sorted(map(Path, walks))

    def _walk_on(
        self, head: tuple[Link, ...], node: str, left: int, ends: frozenset[str]
    ) -> Iterator[tuple[Link, ...]]:
        seen = {node} | {link.from_id for link in head}
        for link in self._out.get(node, ()) if left and node not in ends else ():
            if link.to_id not in seen:
                longer = (*head, link)
                if link.to_id in ends:
                    yield longer
                else:
                    yield from self._walk_on(longer, link.to_id, left - 1, ends)

    def _walk_back(
        self, tail: tuple[Link, ...], node: str, left: int, ends: frozenset[str]
    ) -> Iterator[tuple[Link, ...]]:
        seen = ends | {link.to_id for link in tail}
        for link in self._into.get(node, ()) if left else ():
            if link.from_id != node and link.from_id not in seen:
                longer = (link, *tail)
                yield longer
                yield from self._walk_back(longer, link.from_id, left - 1, ends)

    def out_of(self, node: str) -> list[Link]:
        """What `node` strains, leads to or goes with, best supported first."""
        return sorted(self._out.get(node, ()), key=lambda link: (rank(link.grade), link.id))

    def behind(self, node: str) -> list[Link]:
        """What may lie behind `node`, best supported first."""
        return sorted(self._into.get(node, ()), key=lambda link: (rank(link.grade), link.id))

    def myths(self, start: str | None = None, end: str | None = None) -> list[Link]:
        """The unsupported links from `start`, to `end`, or both."""
        return [m for m in self._myths if start in (None, m.from_id) and end in (None, m.to_id)]


def ids_by_end(ids: Iterable[str]) -> Mapping[str, list[str]]:
    """The ids of the links at each condition, joint and factor. A link is named by its ends, so none need be read.

    Where an end has a "-to-" in its own name, links may stand at what is no end of theirs.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        parts = id.split("-to-")
        for n in range(1, len(parts)):
            found["-to-".join(parts[:n])].append(id)
            found["-to-".join(parts[n:])].append(id)
    return found


def rank(grade: Grade) -> int:
    """0 for the best grade; a higher number is weaker."""
    return GRADES.index(grade)


def weakest(grades: Iterable[Grade]) -> Grade:
    return max(grades, key=rank)


def says(link: Link, start: str, end: str) -> str:
    """One honest sentence for a link, by its grade and relation.

    Args:
        start, end: how its two ends are called within a sentence ("flat feet", "knee pain").
    """
    sentence = _SAYS[link.relation][link.grade] if link.supported else _MYTH
    said = sentence.format(a=start, b=end)
    for odd, usual in _USUALLY:
        said = said.replace(odd, usual)
    return said[0].upper() + said[1:]


def _sorted(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: (rank(path.grade), len(path.links), path.nodes))


__all__ = ["GRADE_WORDS", "MAX_LINKS", "Chain", "Path", "ids_by_end", "rank", "says", "weakest"]
