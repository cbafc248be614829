# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When an area of the plan matrix is filled (domain annex A3)."""


def is_filled(current_state, rating, plan):
    """Return whether a row says enough: what works well needs no plan.

    >>> is_filled("Signed in 2026", "well", "")
    True
    >>> is_filled("Signed in 2026", "partly", " ")
    False
    >>> is_filled("Signed in 2026", "partly", "Renew it")
    True
    >>> is_filled("Signed in 2026", False, "Renew it")
    False
    """
    return bool(
        (current_state or "").strip()
        and rating
        and (rating == "well" or (plan or "").strip())
    )
