"""All regions renew, all parties sign, one review meeting decides them all."""

from dateutil.relativedelta import relativedelta

from . import clock, screens


def measure(nation, repeats):
    """Yield figures of sending, signing and deciding, by the real methods.

    The review queue is measured on the way, when everything waits in it.
    """
    env = nation.env
    today = env["seutuyp.dated.mixin"]._today()
    renewals = renew(nation)

    def timed(name, function, records):
        def all_of_them():
            for record in records:
                function(record)

        _result, taken = clock.once(env, all_of_them)
        env.cr.commit()
        env.invalidate_all()
        return taken.figure("sitting", name, count=len(records))

    yield timed("send for signature", send, renewals)
    yield timed("sign, each party", sign, renewals.party_ids)
    yield timed("submit for review", submit, renewals)
    reviewer = env(user=nation.users["reviewer"].id, su=False)
    core = screens.core_env(nation)
    yield from clock.compare(
        "queue",
        [
            clock.Try(
                screens.LIST,
                core,
                screens.opens_list(core, "project.project"),
                screens.LIST,
            ),
            clock.Try(
                "review queue (reviewer)",
                reviewer,
                screens.opens_list(reviewer, "seutuyp.review.round"),
                screens.LIST,
            ),
        ],
        repeats,
    )
    meeting = reviewer["seutuyp.review.meeting"].create(
        {
            "date": f"{today} 09:00:00",
            "body_id": env["seutuyp.deciding.body"].search([], limit=1).id,
            "agreement_ids": [(6, 0, renewals.ids)],
        }
    )
    env.cr.commit()
    yield timed("eight verdicts and the decision", decide, meeting.round_ids)
    yield timed("close the meeting", lambda item: item.action_hold(), meeting)


def renew(nation):
    """Return a draft of the next agreement of every region."""
    env = nation.env
    start = env["seutuyp.dated.mixin"]._today() + relativedelta(months=1)
    renewals = env["seutuyp.agreement"].browse()
    for agreement in nation.agreements:
        own = agreement.with_user(coordinator(agreement))
        renewals |= env["seutuyp.agreement"].browse(own.action_renew()["res_id"])
    renewals.write(
        {"date_start": start, "date_end": start.replace(year=start.year + 4)}
    )
    env.cr.commit()
    return renewals


def queue(nation):
    """Let every region's next agreement wait for its review; measure nothing."""
    for agreement in renew(nation):
        send(agreement)
        for party in agreement.party_ids:
            sign(party)
        submit(agreement)
        nation.env.cr.commit()


def coordinator(agreement):
    return agreement.sudo().region_ids.coordinator_id.user_ids[:1]


def send(agreement):
    agreement.with_user(coordinator(agreement)).action_send()


def sign(party):
    evidence = {"content_hash": party.agreement_id.content_hash}
    party.sudo()._sign(
        party.signatory_id.name, party.capacity, "typed", evidence=evidence
    )


def submit(agreement):
    agreement.with_user(coordinator(agreement)).action_submit()


def decide(review_round):
    review_round.assessment_ids.action_met()
    review_round.action_approve("Ehdot täyttyvät.")
