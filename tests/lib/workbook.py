"""An Excel form as a person handles it: filled in and brought back."""

import io

from openpyxl import load_workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filled(content, row_name, *, sheet="action", **values):
    """Write into the row in which that name stands, by the keys of the hidden row.

    :param sheet: the key of the sheet; a plan's actions if not given
    :return: the file, and {key: the cell as people call it}
    """
    book = load_workbook(io.BytesIO(content))
    cells = {}
    for page in book:
        for row in page.iter_rows(max_row=10):
            places = {
                str(cell.value).partition("/")[2]: cell.column
                for cell in row
                if str(cell.value).startswith(f"{sheet}/")
            }
            if places:
                numbers = range(row[0].row + 2, page.max_row + 1)
                number = next(
                    number
                    for number in numbers
                    if row_name in (cell.value for cell in page[number])
                )
                for key, value in values.items():
                    cell = page.cell(number, places[key])
                    cell.value = value
                    cells[key] = f"{page.title}!{cell.coordinate}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), cells


def upload(client, content):
    """Choose the file on the screen where it is brought back, and look at it first."""
    client.page.locator('[name="file"] input[type="file"]').set_input_files(
        {"name": "lomake.xlsx", "mimeType": EXCEL, "buffer": content}
    )
    client.settle()
    client.press("action_preview")
