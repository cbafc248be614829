# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools import bpmn, bpmn_reading
from .common import ProcessCommon

HEAD = f'<definitions xmlns="{bpmn.MODEL}"><process id="p" name="Neuvonta">'
TAIL = "</process></definitions>"
LANES = (
    '<laneSet><lane id="l1" name="Asiakas"><flowNodeRef>a</flowNodeRef></lane>'
    '<lane id="l2" name="Neuvoja"><flowNodeRef>b</flowNodeRef></lane></laneSet>'
)
TASKS = '<task id="a" name="Tarve"/><task id="b" name="Neuvo"/>'
ARROW = '<sequenceFlow id="f" sourceRef="a" targetRef="b"/>'


def file(inside, head=HEAD):
    return (head + inside + TAIL).encode()


@tagged("post_install", "-at_install")
class TestBpmn(ProcessCommon):
    """A process goes out as BPMN and comes back; what harms stays outside."""

    def _wizard(self, content, **kw):
        return (
            self.env["seutuyp.process.bpmn.wizard"]
            .with_user(self.coordinator)
            .create(
                {
                    "file": base64.b64encode(content),
                    "region_id": self.region_a.id,
                    **kw,
                }
            )
        )

    def _take_in(self, content, **kw):
        wizard = self._wizard(content, **kw)
        wizard.action_preview()
        action = wizard.action_take_in()
        return self.env["seutuyp.process"].browse(action["res_id"])

    @staticmethod
    def _shape(process):
        rows = process.chart_data()["phases"]
        return (
            [(lane.display_name, lane.is_customer) for lane in process.lane_ids],
            [
                (row["name"], row["column"], row["who"], row["then"])
                + tuple(tool["name"] for tool in row["tools"])
                for row in rows
            ],
            (process.start_event, process.end_event),
        )

    def test_round_trip(self):
        self.need.tool_ids = [(0, 0, {"name": "Lomake & opas"})]
        self.env["seutuyp.process.flow"].create(
            [
                {
                    "source_id": self.need.id,
                    "target_id": self.advice.id,
                    "label": "yes",
                },
                {"source_id": self.need.id, "label": "no"},
            ]
        )
        content = self.process._bpmn(self.process._snapshot())
        taken = self._take_in(content)
        self.assertNotEqual(taken, self.process)
        self.assertEqual(self._shape(taken), self._shape(self.process))
        self.assertEqual(len(taken.phase_ids.flow_ids), 2)
        self.assertEqual(taken.state, "draft")
        again = self._take_in(taken._bpmn(taken._snapshot()))
        self.assertEqual(self._shape(again), self._shape(self.process))

    def test_file_of_another_program(self):
        taken = self._take_in(file(LANES + TASKS + ARROW))
        self.assertEqual(taken.name, "Neuvonta")
        self.assertEqual(taken.phase_ids.mapped("column"), [1, 2])
        self.assertTrue(taken.lane_ids[0].is_customer)
        self.assertFalse(taken.flow_ids)

    def test_back_arrow_is_left_out_and_told(self):
        back = '<sequenceFlow id="g" sourceRef="b" targetRef="a"/>'
        wizard = self._wizard(file(LANES + TASKS + ARROW + back))
        wizard.action_preview()
        self.assertIn("lead back in time", wizard.preview)
        wizard.action_take_in()

    def test_two_customers_become_one(self):
        own = f'xmlns:s="{bpmn.OWN}"'
        customer = (
            f'<extensionElements><s:lane {own} customer="true"/></extensionElements>'
        )
        lanes = LANES.replace('"Asiakas">', f'"Asiakas">{customer}')
        lanes = lanes.replace('"Neuvoja">', f'"Neuvoja">{customer}')
        taken = self._take_in(file(lanes + TASKS))
        self.assertEqual(taken.lane_ids.mapped("is_customer"), [True, False])

    def test_only_an_empty_process_is_filled(self):
        with self.assertRaisesRegex(UserError, "so that nothing is lost"):
            self._take_in(file(LANES + TASKS), process_id=self.process.id)
        self.assertEqual(len(self.process.phase_ids), 3)
        empty = self._create_process(name="Empty")
        self.assertEqual(self._take_in(file(LANES + TASKS), process_id=empty.id), empty)
        self.assertEqual(empty.phase_ids.mapped("name"), ["Tarve", "Neuvo"])

    def test_strangers_bring_nothing_into_a_region(self):
        wizard = self.env["seutuyp.process.bpmn.wizard"].with_user(self.coordinator_b)
        wizard = wizard.create(
            {
                "file": base64.b64encode(file(LANES + TASKS)),
                "region_id": self.region_a.id,
            }
        )
        wizard.action_preview()
        with self.assertRaises(AccessError):
            wizard.action_take_in()

    def test_lane_of_a_person_is_refused(self):
        lanes = LANES.replace("Neuvoja", self.owner.name)
        with self.assertRaisesRegex(UserError, "is a person"):
            self._take_in(file(lanes + TASKS))

    def test_names_are_only_text(self):
        lanes = LANES.replace("Asiakas", "&lt;img src=x onerror=alert(1)&gt;")
        wizard = self._wizard(file(lanes + TASKS))
        wizard.action_preview()
        self.assertNotIn("<img", wizard.preview)
        self.assertIn("&lt;img", wizard.preview)

    def test_hostile_files_end_in_a_sentence(self):
        laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        outside = '<!DOCTYPE d SYSTEM "http://x.example/evil.dtd">'
        many = "".join(f'<lane id="x{n}" name="L{n}"/>' for n in range(41))
        plain = file(LANES + TASKS)
        hidden = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d>'
        cases = {
            "too big": b"<lane/>" * 150_000,
            "not written in UTF-8": plain.decode().encode("utf-16"),
            "not a BPMN file": b"PK\x03\x04\0\0",
            "entities": laughs.encode() + plain,
            "entities ": outside.encode() + plain,
            "not a BPMN file. Export": b"hello",
            "41 parts": file(f"<laneSet>{many}</laneSet>" + TASKS),
            "No BPMN 2.0 process": b"<a/>",
            "has no tasks": file(LANES),
            "stands in no lane": file(LANES + TASKS + '<task id="c" name="C"/>'),
            "entities  ": hidden.encode() + plain,
            "not a BPMN file. Ex": plain[:-20],
            "not a BPMN file. Exp": b"<a>" * 5000,
        }
        for sentence, content in cases.items():
            with self.subTest(sentence), self.assertRaises(UserError) as caught:
                self._wizard(content).action_preview()
            self.assertIn(sentence.strip(), str(caught.exception))

    def test_external_parts_are_not_fetched(self):
        fetched = (
            '<task id="a" name="A"><extensionElements><x:include '
            'xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
            "</extensionElements></task><scriptTask id='b' name='B'>"
            "<script>alert(1)</script></scriptTask>"
        )
        reading = bpmn_reading.read(file(LANES + fetched))
        self.assertEqual([phase.title for phase in reading.phases], ["A", "B"])

    def test_nameless_parts(self):
        reading = bpmn_reading.read(
            file("<task name='A'/><task id='a'/><task id='a'/>")
        )
        self.assertEqual(len({phase.key for phase in reading.phases}), 3)
