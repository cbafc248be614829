"""A process as a BPMN file, read by the library that modellers are built on."""

from itertools import combinations

from lib.chart import read_bpmn
from lib.tools import load_tool

bpmn = load_tool("seutuyp_process", "bpmn")
flow = load_tool("seutuyp_process", "flow")
layout = load_tool("seutuyp_process", "layout")

LANES = [
    flow.Lane(1, "Asiakas & perhe", True),
    flow.Lane(2, "Yritysneuvoja <1>"),
    flow.Lane(3, "Rahoittaja"),
]
PHASES = [
    flow.Phase(1, "Tarve", (1, 2), 1, ("Lomake",)),
    flow.Phase(2, "Neuvonta", (1, 3), 2),
    flow.Phase(3, "Rahoitus", (3,), 2, ("Hakemus", "Laskelma")),
    flow.Phase(4, "Palaute", (1,), 3),
]
# The second choice leads far, so that no label widens the gap after its phase.
ARROWS = [
    flow.Flow(1, 2, "neuvo riittää"),
    flow.Flow(1, 3, "rahaa tarvitaan"),
    flow.Flow(2, 4, "palaute tulee"),
    flow.Flow(2, flow.END, "palaute jää pois"),
]


def test_modellers_read_it_without_warnings(tmp_path):
    chart = layout.chart(
        LANES, PHASES, ARROWS, "Yritys kysyy", "Yritys jatkaa", "Välineet"
    )
    arrows = flow.complete(PHASES, ARROWS)
    path = tmp_path / "chart.bpmn"
    path.write_bytes(
        bpmn.write(chart, "Neuvonta", LANES, PHASES, arrows, "Yritys kysyy", "Loppu")
    )
    found = read_bpmn(path)
    assert found["warnings"] == []
    assert found["lanes"] == [lane.title for lane in LANES]
    assert found["nodes"] == len(PHASES) + 2 + 2  # the ends, and two choices
    assert set(found["all"]) <= set(found["drawn"])
    for one, other in combinations(found["boxes"], 2):
        assert apart(one, other), (one, other)


def apart(one, other):
    (left, top, wide, high), (left_2, top_2, wide_2, high_2) = one, other
    return (
        left + wide <= left_2
        or left_2 + wide_2 <= left
        or top + high <= top_2
        or top_2 + high_2 <= top
    )
