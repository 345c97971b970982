"""按名次计分: a share of the full marks (or of a pool) by rank; ranks beyond the list get nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Kind, Marks, Values, shown
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.text import Text

WHY = Text("第 {value} 名，得 {share}%", "rank {value} takes {share} %")


class RankShare(Kind, frozen=True, kw_only=True):
    """``shares`` are per cent of the full marks, from rank 1 on."""

    name: ClassVar[str] = "rank_share"
    label: ClassVar[Text] = Text("按名次计分", "rank share")
    sets: ClassVar[bool] = True

    shares: tuple[Fraction, ...]

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        share = self._share(self.of("value", values))
        return None if share is None else full * share / PERCENT

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        return tuple(Fraction(place) for place in range(1, len(self.shares) + 1))

    def why(self, values: Values) -> Text:
        value = self.known("value", values)
        share = self._share(value)
        assert share is not None
        return WHY.filled(value=shown(value), share=shown(share))

    def _share(self, rank: Marks) -> Marks:
        if rank is None or rank < 1 or rank.denominator > 1:
            return None
        return self.shares[int(rank) - 1] if rank <= len(self.shares) else Fraction(0)


KIND = RankShare
