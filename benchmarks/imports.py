"""Imports from Excel of growing length: what a row takes must stay the same.

Each file is looked at and then saved, by the methods of the two buttons, and all of it
is undone. Core's own import of the same organisations, which shows no preview, stands
beside ours.
"""

import base64
import io

import openpyxl

from odoo.fields import Command

from . import clock

ROWS = (100, 1000, 10_000)
ORGANISATIONS = "organisations"
FORM = "form of a round"
CORE = "core: load organisations"
VALUE = "figure/value"
COLUMNS = ("name", "email", "phone", "street", "zip", "city")


def measure(nation, repeats):
    """Yield figures of imports of 100, 1,000 and 10,000 rows.

    :param repeats: how often each file is imported
    """
    imports = Imports(nation)
    rows = [round(count * min(nation.size, 1)) or 1 for count in ROWS]
    for count in rows:
        yield from imports.organisations(count, repeats)
    for count in rows:
        yield from imports.form(count, repeats)


class Imports:
    """Makes the files and imports them.

    :param nation: the data set
    """

    def __init__(self, nation):
        self.nation = nation
        self.root = nation.env
        user = nation.users["manager"]
        self.env = nation.env(user=user.id, su=False, context={"lang": "en_US"})

    # -------------------------------------------------------------- organisations
    def organisations(self, count, repeats):
        """Yield figures of importing organisations that are not there yet."""
        rows = [
            {
                "name": f"Tuotu Oy {number}",
                "email": f"tuotu{number}@example.com",
                "phone": f"040 {number:07}",
                "street": f"Katu {number}",
                "zip": "45100",
                "city": "Kouvola",
            }
            for number in range(count)
        ]
        data = organisation_file(rows, self.nation.regions[0].code)
        table = [[row[name] for name in COLUMNS] for row in rows]
        table = [[*row, "True"] for row in table]
        names = [*COLUMNS, "is_company"]
        partners = self.env["res.partner"]
        ours, core = clock.in_turns(
            self.env,
            [
                (
                    lambda: self.wizard("seutuyp.import.wizard", data),
                    run,
                ),
                (lambda: None, lambda _none: load(partners, names, table)),
            ],
            repeats,
        )
        label = f"{CORE}, {count}"
        yield core.figure("import", label, count=count, against=label)
        yield ours.figure(
            "import",
            f"{ORGANISATIONS}, {count}",
            count=count,
            against=label,
            beside=core,
        )

    def wizard(self, model, data, **vals):
        return self.env[model].create(
            {"file": base64.b64encode(data), "filename": "rows.xlsx", **vals}
        )

    # ----------------------------------------------------------- form of a round
    def form(self, count, repeats):
        """Yield the figure of a collector's form with a figure in every row."""
        sheet = self.make_sheet(count)
        data = filled_in(sheet._excel(), count)
        (taken,) = clock.in_turns(
            self.env,
            [
                (
                    lambda: self.wizard(
                        "seutuyp.collection.import.wizard", data, sheet_id=sheet.id
                    ),
                    run,
                )
            ],
            repeats,
        )
        yield taken.figure("import", f"{FORM}, {count}", count=count)

    def make_sheet(self, count):
        """Return the form of one collector with so many questions."""
        env, regions = self.root, self.nation.regions
        year = env["seutuyp.dated.mixin"]._today().year
        indicators = self.indicators(-(-count // len(regions)))
        person = self.nation.person(self.nation.parties[regions[0]][0])
        collection = self.env["seutuyp.collection"].create(
            {
                "level": "nation",
                "region_ids": [Command.set(regions.ids)],
                "indicator_ids": [Command.set(indicators.ids)],
                "year": year,
                "deadline": f"{year + 1}-12-31",
            }
        )
        collection = collection.with_env(env)
        collection._guarded().write({"state": "open"})
        sheet = env["seutuyp.collection.sheet"]._create_guarded(
            {
                "collection_id": collection.id,
                "collector_id": person.id,
                "region_ids": [Command.set(regions.ids)],
            }
        )
        places = [(one, region) for one in indicators for region in regions][:count]
        env["seutuyp.collection.question"]._create_guarded(
            [
                {
                    "collection_id": collection.id,
                    "sheet_id": sheet.id,
                    "sequence": number,
                    "indicator_id": indicator.id,
                    "region_id": region.id,
                    "date_from": f"{year}-01-01",
                    "date_to": f"{year}-12-31",
                }
                for number, (indicator, region) in enumerate(places)
            ]
        )
        env.cr.commit()
        return sheet.with_env(self.env)

    def indicators(self, count):
        env = self.root
        model = env["seutuyp.indicator"]
        found = model.search([("code", "=like", "IM%")], limit=count)
        topic = env["seutuyp.indicator.topic"].search([], limit=1)
        return found | model.create(
            [
                {
                    "code": f"IM{number}",
                    "name": f"Tuotu mittari {number}",
                    "topic_id": topic.id,
                    "unit": "kpl",
                }
                for number in range(len(found), count)
            ]
        )


def run(wizard):
    """Press the two buttons; fail unless all of the file was applied."""
    wizard.action_preview()
    if wizard.error_count:
        raise RuntimeError(wizard.line_ids[:3].mapped("text"))
    wizard.action_apply()
    if wizard.state != "done":
        raise RuntimeError(wizard.warning)


def load(model, names, rows):
    messages = model.load(names, rows)["messages"]
    if messages:
        raise RuntimeError(messages[:3])


def organisation_file(rows, region):
    """Return the sheet of organisations as a person fills it in."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Organisations")
    heads = [*COLUMNS, "regions"]
    page.append([f"organisation/{head}" for head in heads])
    page.append(heads)
    for row in rows:
        page.append([*row.values(), region])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def filled_in(data, count):
    """Return a form with a number in every yellow cell of the values.

    A hidden row says what each column is; below the headings each row has a key.
    """
    book = openpyxl.load_workbook(io.BytesIO(data))
    page, head = next(
        (page, row)
        for page in book.worksheets
        for row in page.iter_rows(max_row=10)
        if any(cell.value == VALUE for cell in row)
    )
    column = {cell.value: cell.column for cell in head}[VALUE]
    rows = range(head[0].row + 2, page.max_row + 1)
    for row in rows:
        page.cell(row, column).value = row % 97
    if len(rows) != count:
        raise RuntimeError(f"{len(rows)} rows of the form instead of {count}")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
