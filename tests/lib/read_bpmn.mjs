// Reads a BPMN file as modelling programs do and prints what it found, as JSON.
import { readFileSync } from "node:fs";
import BpmnModdle from "bpmn-moddle";

const { rootElement, warnings } = await new BpmnModdle().fromXML(
    readFileSync(process.argv[2], "utf8")
);
const found = rootElement.rootElements.find((item) => item.$type === "bpmn:Process");
const drawn = rootElement.diagrams[0].plane.planeElement;
console.log(
    JSON.stringify({
        warnings: warnings.map((warning) => warning.message),
        lanes: found.laneSets[0].lanes.map((lane) => lane.name),
        nodes: found.flowElements.filter((item) => item.$type !== "bpmn:SequenceFlow").length,
        drawn: drawn.map((item) => item.bpmnElement.id),
        boxes: drawn
            .filter((item) => item.bounds && !/Lane|Participant/.test(item.bpmnElement.$type))
            .map(({ bounds }) => [bounds.x, bounds.y, bounds.width, bounds.height]),
        all: [
            ...found.flowElements.map((item) => item.id),
            ...found.laneSets[0].lanes.map((lane) => lane.id),
        ],
    })
);
