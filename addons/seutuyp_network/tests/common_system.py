# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields
from odoo.tests import new_test_user

from .common import SeutuypCommon

HOUR = timedelta(hours=1)


class SystemCommon(SeutuypCommon):
    """A system in order: jobs run in time, a backup is there, no mail waits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.system = cls.env["seutuyp.system"]
        cls.jobs = cls.env["ir.cron"].with_context(active_test=False).search([])
        cls.jobs.write({"nextcall": fields.Datetime.now() + HOUR, "failure_count": 0})
        cls.job = cls.env.ref("seutuyp_network.cron_remind")
        cls.params = cls.env["ir.config_parameter"]
        cls._set_backup(HOUR)
        cls.params.set_param(
            "seutuyp_network.public_url", "https://palvelut.example.fi"
        )
        cls.env["mail.mail"].search([]).unlink()
        cls.system_user = new_test_user(
            cls.env, login="keeper", groups="base.group_system"
        )

    @classmethod
    def _set_backup(cls, age):
        moment = (fields.Datetime.now() - age).isoformat()
        cls.params.set_param("seutuyp.last_backup", moment)

    @classmethod
    def _create_mail(cls, age=None, **kw):
        mail = cls.env["mail.mail"].create({"email_to": "a@example.com", **kw})
        if age:
            cls.env.flush_all()
            cls.env.cr.execute(
                "UPDATE mail_mail SET create_date = %s WHERE id = %s",
                (fields.Datetime.now() - age, mail.id),
            )
            mail.invalidate_recordset()
        return mail

    def _line(self, code):
        checks = self.system.with_user(self.manager)._checks()
        return next(check for check in checks if check["code"] == code)

    def assertLight(self, code, light, text=""):
        line = self._line(code)
        self.assertEqual(line["light"], light, line["text"])
        self.assertIn(text, line["text"])
        # Whoever is to do something reads what.
        self.assertEqual(bool(line["advice"]), light in ("red", "amber"))
