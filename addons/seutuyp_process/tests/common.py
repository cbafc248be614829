# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command

from odoo.addons.seutuyp_planning.tests.common import PlanningCommon, at


class ProcessCommon(PlanningCommon):
    """A process of region A with three lanes and three phases, nearly complete."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.partner_user.partner_id
        cls.process = cls._create_process()
        cls.customer = cls._create_lane(is_customer=True)
        cls.lane = cls._create_lane(title="Adviser")
        cls.lane_office = cls._create_lane(title="Office")
        cls.need = cls._create_phase("Need", cls.customer | cls.lane)
        cls.advice = cls._create_phase("Advice", cls.lane)
        cls.feedback = cls._create_phase("Feedback", cls.customer | cls.lane_office)

    @classmethod
    def _create_process(cls, **kw):
        return cls.env["seutuyp.process"].create(
            {
                "name": "Advice",
                "region_id": cls.region_a.id,
                "purpose": "<p>Advice for founders</p>",
                "start_event": "A founder asks",
                "end_event": "The founder knows",
                "owner_partner_id": cls.owner.commercial_partner_id.id,
                "owner_id": cls.owner.id,
                "approving_body": cls.steering.id,
                **kw,
            }
        )

    @classmethod
    def _create_lane(cls, **kw):
        return cls.env["seutuyp.process.lane"].create(
            {"process_id": cls.process.id, **kw}
        )

    @classmethod
    def _create_phase(cls, name, lanes, **kw):
        return cls.env["seutuyp.process.phase"].create(
            {
                "process_id": cls.process.id,
                "name": name,
                "lane_ids": [Command.set(lanes.ids)],
                **kw,
            }
        )

    @classmethod
    def _create_arrow(cls, source, target=None, label=False):
        return cls.env["seutuyp.process.flow"].create(
            {
                "source_id": source.id,
                "target_id": target and target.id,
                "label": label,
            }
        )

    @classmethod
    def _create_decision(cls, group=None, name="The process is approved"):
        meeting = cls._create_event(
            cls.coordinator.partner_id,
            at("2026-10-01 07:00"),
            at("2026-10-01 09:00"),
            seutuyp_group_id=(group or cls.steering).id,
        )
        return cls.env["seutuyp.decision"].create(
            {"event_id": meeting.id, "name": name}
        )
