"""pH 的平均: through the concentration of hydrogen ions, never of the pH values themselves."""

from __future__ import annotations

from qingshan.kernel.approximate import Real, log10, minus, nearest, over, power10, real
from qingshan.kernel.exact import Value


def hydrogen(ph: Value, decimals: int) -> Real:
    """The hydrogen-ion concentration (mol/L) of a pH that is an integer of ``10**-decimals``; missing for none."""
    return power10(minus(real(0, 0), real(ph, decimals)))


def ph_of(total: Real, count: Value, decimals: int) -> Value:
    """The pH, in ``10**-decimals``, of a sum of that many hydrogen-ion concentrations; missing for none of them.

    >>> from qingshan.kernel.approximate import plus
    >>> ph_of(plus(hydrogen(65, 1), hydrogen(79, 1)), 2, 2)
    678
    """
    return nearest(minus(real(0, 0), log10(over(total, real(count, 0)))), decimals)
