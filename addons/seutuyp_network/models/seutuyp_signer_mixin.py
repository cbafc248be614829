# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.signature_image import BadSignature, clean_image, clean_text

METHODS = ("typed", "drawn", "uploaded")


def input_error(problems):
    """Return a UserError that also tells which input each problem is about.

    :param dict problems: name of the input → sentence; a page shows each by its field
    """
    error = UserError("\n".join(problems.values()))
    error.problems = problems
    return error


class SeutuypSignerMixin(models.AbstractModel):
    """What a signatory writes, checked: the same for agreements and amendments.

    Models that use it have ``partner_id`` (the organisation), ``signatory_id`` and
    ``signatory_email``.
    """

    _name = "seutuyp.signer.mixin"
    _description = "Somebody who signs"

    def _signature_links(self):
        """Return what the signature is about: records and the text's hash."""
        raise NotImplementedError

    def _prepare_signature_vals(self, name, capacity, method, image, evidence):
        if method not in METHODS:
            raise input_error(
                {"method": self.env._("Choose how you sign: type, draw or upload.")}
            )
        clean, problems = {}, {}
        for key, given, make_clean, message in (
            ("name", name, clean_text, self._name_message),
            ("capacity", capacity, clean_text, self._capacity_message),
            ("image", image, clean_image, self._image_message),
        ):
            if key == "image" and method == "typed":
                continue
            try:
                clean[key] = make_clean(given)
            except BadSignature as error:
                problems[key] = message(error.code)
        if problems:
            raise input_error(problems)
        picture = clean.get("image")
        return {
            **self._signature_links(),
            "partner_id": self.signatory_id.id,
            "organisation_name": self.partner_id.name,
            "signer_name": clean["name"],
            "capacity": clean["capacity"],
            "method": method,
            "image": base64.b64encode(picture) if picture else False,
            "signed_on": fields.Datetime.now(),
            "email": self.signatory_email,
            "ip_address": evidence.get("ip_address"),
            "user_agent": (evidence.get("user_agent") or "")[:500],
            "lang": evidence.get("lang") or self.env.lang,
            "user_id": evidence.get("user_id"),
        }

    def _name_message(self, code):
        return {
            "empty": self.env._("Write your name as you sign it."),
            "too_long": self.env._("The name is too long: at most 120 characters."),
            "markup": self.env._("Write the name with letters only, without < and >."),
        }[code]

    def _capacity_message(self, code):
        return {
            "empty": self.env._(
                "Say by what right you sign, for example “managing director” or "
                "“by proxy”."
            ),
            "too_long": self.env._("The capacity is too long: at most 120 characters."),
            "markup": self.env._(
                "Write the capacity with letters only, without < and >."
            ),
        }[code]

    def _image_message(self, code):
        return {
            "empty": self.env._(
                "The signature is empty. Draw it, upload a picture, or type it."
            ),
            "blank": self.env._(
                "The signature is empty. Draw it, upload a picture, or type it."
            ),
            "too_big": self.env._("The picture is too big: at most 2 MB."),
            "not_image": self.env._("The picture must be a PNG or JPEG file."),
        }[code]

    def _checked_reason(self, reason):
        text = (reason or "").strip() if isinstance(reason, str) else ""
        if not text:
            raise input_error(
                {
                    "reason": self.env._(
                        "Write the reason: the coordinator needs to know it."
                    )
                }
            )
        if len(text) > 2000:
            raise input_error(
                {
                    "reason": self.env._(
                        "The reason is too long: at most 2000 characters."
                    )
                }
            )
        return text
