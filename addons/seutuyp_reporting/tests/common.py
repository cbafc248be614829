# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.seutuyp_process.tests.common import ProcessCommon


class ReportingCommon(ProcessCommon):
    """An indicator that region A follows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topic = cls.env["seutuyp.indicator.topic"].create(
            {"code": cls._next_code("T"), "name": "Topic"}
        )
        cls.indicator = cls._create_indicator()
        cls.choice = cls._choose()

    @classmethod
    def _create_indicator(cls, **kw):
        return cls.env["seutuyp.indicator"].create(
            {
                "code": cls._next_code("I"),
                "name": "Advice events",
                "topic_id": cls.topic.id,
                **kw,
            }
        )

    @classmethod
    def _choose(cls, region=None, indicator=None, **kw):
        return cls.env["seutuyp.indicator.choice"].create(
            {
                "region_id": (region or cls.region_a).id,
                "indicator_id": (indicator or cls.indicator).id,
                **kw,
            }
        )

    @classmethod
    def _measure(cls, value, year=2026, region=None, indicator=None, **kw):
        return cls.env["seutuyp.measurement"].create(
            {
                "indicator_id": (indicator or cls.indicator).id,
                "region_id": (region or cls.region_a).id,
                "date_from": f"{year}-01-01",
                "date_to": f"{year}-12-31",
                "value": value,
                **kw,
            }
        )
