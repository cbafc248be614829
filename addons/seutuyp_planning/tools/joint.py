# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Which joint meetings take up which questions and promises. No ORM.

A joint meeting and an item fit together when they have a key in common: the talk of one
region, the day of one area, the meeting of the nation.
"""

NATION = ("national", 0)
# Only a meeting of its own level counts, whatever forum somebody gives another one.
FORUM_LEVELS = {"talk": "region", "area": "area", "national": "national"}


def keys_of_item(sides, region_id, area_id):
    """Return the keys of the joint meetings at which an item comes up.

    :param sides: the two levels it is between
    :param region_id: the region it is about, or a false value
    :param area_id: its area, or a false value

    >>> sorted(keys_of_item({"region", "area"}, 7, 3))
    [('area', 3), ('talk', 7)]
    >>> keys_of_item({"region", "ministry"}, 7, 3)
    {('national', 0)}
    >>> keys_of_item({"region", "area"}, 7, None)
    {('talk', 7)}
    """
    if "ministry" in sides:
        return {NATION}
    keys = {("talk", region_id), ("area", area_id)}
    return {(forum, id_) for forum, id_ in keys if id_}


def keys_of_meeting(forum, level, region_ids, area_id):
    """Return the keys of a meeting; none if it brings no two levels together.

    >>> keys_of_meeting("talk", "region", [7], None)
    {('talk', 7)}
    >>> keys_of_meeting("area", "area", [], 3)
    {('area', 3)}
    >>> keys_of_meeting("national", "national", [], None)
    {('national', 0)}
    >>> keys_of_meeting("steering", "region", [7], None)
    set()
    >>> keys_of_meeting("national", "region", [7], None)
    set()
    """
    if FORUM_LEVELS.get(forum) != level:
        return set()
    if forum == "talk":
        return {("talk", region_id) for region_id in region_ids}
    return {NATION} if forum == "national" else {("area", area_id)}
