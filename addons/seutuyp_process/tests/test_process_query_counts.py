# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common import ProcessCommon

MANY = 20
ROLES = ("coordinator", "partner_user", "reviewer", "outsider")


@tagged("post_install", "-at_install")
class TestQueryCountsProcess(QueryCounts, ProcessCommon):
    """What screens cost must not grow with the number of processes.

    That it does not grow with a process's phases either, test_chart says.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.few, cls.many = cls._region_of(1), cls._region_of(MANY)

    @classmethod
    def _region_of(cls, count):
        """Return the processes of a region of its own, in use and late with reviews."""
        region = cls._create_region(
            area=cls.area_a,
            name=f"Region of {count}",
            coordinator_id=cls.coordinator.partner_id.id,
        )
        processes = cls.env["seutuyp.process"]
        for number in range(count):
            process = cls.process.copy(
                {"name": f"P {number} of {count}", "region_id": region.id}
            )
            process._guarded().sudo().write({"state": "in_use", "version": 1})
            cls.env["seutuyp.process.version"]._create_guarded(
                {
                    "process_id": process.id,
                    "number": 1,
                    "snapshot": process._snapshot(),
                    "chart_svg": process.chart_svg,
                }
            )
            processes |= process
        with freeze_time("2050-03-01"):
            processes.sudo()._plan_reviews()
        return processes

    def _read(self, model, kind):
        """Return a call that reads what a view of records shows."""
        arch = etree.fromstring(model.get_view(None, kind)["arch"])
        wanted = {
            node.get("name"): {"fields": {"display_name": {}}}
            if model._fields[node.get("name")].relational
            else {}
            for node in arch.iterfind(".//field")
            if node.get("name") in model._fields
        }
        return lambda ids: model.browse(ids).web_read(wanted)

    def _readable(self, model, role, processes):
        """Return ids of the model's records of these processes that a role reads."""
        records = self._plain(self.env[model], getattr(self, role))
        own = [("process_id" if model != "seutuyp.process" else "id", "in")]
        return records.search([(*own[0], processes.ids)]).ids

    def test_lists(self):
        for model in (
            "seutuyp.process",
            "seutuyp.process.version",
            "seutuyp.process.review",
        ):
            for kind in ("list", "kanban"):
                for role in ROLES:
                    records = self._plain(self.env[model], getattr(self, role))
                    ids = self._readable(model, role, self.few | self.many)
                    with self.subTest(model=model, kind=kind, role=role):
                        read = self._read(records, kind)
                        self.assertSameCost(read, ids[:1], ids)

    def test_form_with_guide(self):
        """Steps and guide of many at once, as an export reads them."""

        def read(processes):
            self._plain(processes, self.coordinator).mapped("guide")

        drafts = self.few | self.many
        drafts._guarded().sudo().write({"state": "draft", "version": 0})
        self.assertSameCost(read, drafts[:1], drafts)

    def test_map(self):
        for role in ROLES:
            model = self._plain(self.env["seutuyp.process"], getattr(self, role))
            with self.subTest(role=role):
                self.assertSameCost(
                    lambda processes, model=model: model.process_map(
                        processes.region_id.id
                    ),
                    self.few,
                    self.many,
                )

    def test_home(self):
        home = self._plain(self.env["seutuyp.home"], self.coordinator)
        with freeze_time("2050-06-01"):
            few = self._count(home.get_home)
        self._region_of(MANY)
        with freeze_time("2050-06-01"):
            self.assertLessEqual(self._count(home.get_home), few)
