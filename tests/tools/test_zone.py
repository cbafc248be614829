"""The zone that invitations carry says what the zone data say."""

from datetime import datetime, timedelta

from lib.tools import load_tool

rhythm = load_tool("seutuyp_planning", "rhythm")
invitation = load_tool("seutuyp_planning", "invitation")


def test_the_rule_agrees_with_the_zone_data():
    """If summer time ends one day, this tells that the rule has to change."""
    zone = invitation.zone().to_tz()
    now = datetime.now(rhythm.ZONE).replace(tzinfo=None, microsecond=0)
    moments = [now + timedelta(hours=11 * step) for step in range(8000)]
    wrong = [
        moment
        for moment in moments
        if moment.replace(tzinfo=zone).utcoffset()
        != moment.replace(tzinfo=rhythm.ZONE).utcoffset()
    ]
    assert not wrong
