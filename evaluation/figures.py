"""Shares with intervals, and what is counted."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

LEVELS = {"none": 0, "self_care": 0, "see_clinician": 1, "urgent": 2, "emergency": 3}
ALARM, EMERGENCY = LEVELS["urgent"], LEVELS["emergency"]
Z95 = 1.96  # of the normal distribution, for 95 %


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson, Probable inference, 1927)."""
    if not n:
        return (0.0, 1.0)
    p = hits / n
    centre = p + Z95**2 / (2 * n)
    spread = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
    return ((centre - spread) / (1 + Z95**2 / n), (centre + spread) / (1 + Z95**2 / n))


@dataclass
class Tally:
    """Hits by figure."""

    rows: dict[str, list[bool]] = field(default_factory=dict)

    def count(self, figure: str, hit: bool) -> None:
        self.rows.setdefault(figure, []).append(hit)

    def level(self, got: str, wanted: Iterable[str]) -> None:
        """Count one answer.

        Args:
            got: the level of the answer.
            wanted: the level that each reader gave.
        """
        level, labels = LEVELS[got], [LEVELS[one] for one in wanted]
        if min(labels) >= ALARM:
            self.count("alarm: at least urgent", level >= ALARM)
        if min(labels) == EMERGENCY:
            self.count("emergency: at least urgent", level >= ALARM)
            self.count("emergency: said emergency", level == EMERGENCY)
        if max(labels) < ALARM:
            self.count("can wait: no alarm", level < ALARM)
        self.count("level: one of theirs", level in labels)
        self.count("safe: at most one level too low", level >= min(labels) - 1)

    def table(self) -> str:
        """A Markdown table: figure, share, interval, count."""
        lines = ["| figure | share | 95 % interval | of |", "|---|---|---|---|"]
        for name, hits in sorted(self.rows.items()):
            low, high = wilson(sum(hits), len(hits))
            share = 100 * sum(hits) / len(hits)
            lines.append(f"| {name} | {share:.0f} % | {100 * low:.0f} to {100 * high:.0f} | {len(hits)} |")
        return "\n".join(lines)
