# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""QR codes as vector pictures. No ORM here."""

import base64
import io

import qrcode
from qrcode.image.svg import SvgPathImage


def data_uri(text):
    """Return a QR code of ``text`` as the address of an SVG picture.

    One path, so that it stays sharp at any size. Level M still reads when a sixth
    of the code is worn off.

    :param str text: what the code says, usually a web address
    :return: a ``data:`` URI for ``<img src>``

    >>> data_uri("https://example.org").startswith("data:image/svg+xml;base64,")
    True
    """
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, box_size=10
    )
    code.add_data(text)
    picture = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(picture)
    encoded = base64.b64encode(picture.getvalue()).decode()
    return f"data:image/svg+xml;base64,{encoded}"
