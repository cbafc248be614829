# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models, release
from odoo.tools.misc import formatLang

from ..tools import soundness
from ..tools.lights import AMBER, GREEN, RED

# In this order they stand on the page, those that need somebody first.
CHECKS = (
    "_check_mails",
    "_check_jobs",
    "_check_queues",
    "_check_backup",
    "_check_addons",
    "_check_space",
    "_check_address",
    "_check_mail_out",
    "_check_mail_in",
    "_check_replica",
)
# What a check opens, an action of Odoo's or ours.
OPENS = {
    "mails": "mail.action_view_mail_mail",
    "jobs": "base.ir_cron_act",
    "queues": "base.ir_cron_act",
    "address": "seutuyp_network.res_config_settings_action",
    "mail_out": "base.action_ir_mail_server_list",
    "mail_in": "mail.action_email_server_tree",
}


class SeutuypSystem(models.AbstractModel):
    """The numbers in words for administrators: how it is, and what to do."""

    _inherit = "seutuyp.system"

    @api.model
    def _is_watcher(self):
        user = self.env.user
        return (
            self.env.su
            or user.has_group("seutuyp_network.group_manager")
            or user.has_group("base.group_system")
        )

    @api.model
    def _checks(self):
        """Return what stands on the page, a dict a line.

        :return: [dict(code, name, light, text, advice, repair)]; ``repair`` is the
            key of the button that tries again, or False
        """
        return [getattr(self, name)() for name in CHECKS]

    @api.model
    def _domain_of(self, code):
        """Return which records a check is about, None for all of them."""
        if code == "mails":
            return [("state", "=", "exception")]
        if code == "jobs":
            jobs = self._jobs()
            return [("id", "in", (jobs["overdue"] | jobs["failing"] | jobs["off"]).ids)]
        return None

    @api.model
    def _line(self, code, name, light, text, advice="", repair=False):
        return {
            "code": code,
            "name": name,
            "light": light,
            "text": text,
            "advice": advice if light in (AMBER, RED) else "",
            "repair": repair if light in (AMBER, RED) else False,
        }

    @api.model
    def _since(self, moment):
        """Return the time since ``moment``, or None."""
        return fields.Datetime.now() - moment if moment else None

    @api.model
    def _moment_words(self, moment):
        """Return a moment as people of the country write it."""
        local = fields.Datetime.context_timestamp(
            self.with_context(tz="Europe/Helsinki"), moment
        )
        return f"{local.day}.{local.month}.{local.year} {local:%H:%M}"

    @api.model
    def _size_words(self, count):
        number, unit = soundness.size(count)
        return f"{formatLang(self.env, number, digits=1)} {unit}"

    # ---------------------------------------------------------------------- lines
    @api.model
    def _check_mails(self):
        mails = self._mail_numbers()
        own = mails["own_failures"]
        if own:
            advice = self.env._(
                "The mail server refuses them: see that it runs and that its name, "
                "password and sender are right. Then send them again."
            )
        elif mails["failed"]:
            advice = self.env._(
                "The receivers' addresses are wrong or missing: correct the contacts."
            )
        else:
            advice = self.env._(
                "See that scheduled jobs run and that the mail server answers."
            )
        return self._line(
            "mails",
            self.env._("Mails"),
            soundness.mails(mails["failed"], own, self._since(mails["oldest"])),
            self.env._(
                "Not delivered: %(failed)s. Waiting to be sent: %(waiting)s.",
                failed=mails["failed"],
                waiting=mails["waiting"],
            ),
            advice,
            "mail" if mails["failed"] else False,
        )

    @api.model
    def _check_jobs(self):
        jobs = self._jobs()
        found = jobs["overdue"] | jobs["failing"] | jobs["off"]
        text = self.env._(
            "Overdue: %(overdue)s. Failing: %(failing)s. Switched off: %(off)s.",
            overdue=len(jobs["overdue"]),
            failing=len(jobs["failing"]),
            off=len(jobs["off"]),
        )
        return self._line(
            "jobs",
            self.env._("Scheduled jobs"),
            soundness.jobs(
                self._since(jobs["overdue"][:1].nextcall),
                max(jobs["failing"].mapped("failure_count"), default=0),
                len(jobs["off"]),
            ),
            "\n".join([text, *found[:3].mapped("name")]),
            self.env._(
                "Run them now. If they fail again, the server's log says why. If all "
                "are overdue, the server runs none: see max_cron_threads. Odoo "
                "switches off what fails for a week: put it right, then switch it on."
            ),
            "job" if jobs["overdue"] or jobs["failing"] else False,
        )

    @api.model
    def _check_queues(self):
        queues = self._queues().values()
        return self._line(
            "queues",
            self.env._("Queues"),
            soundness.worst(
                GREEN,
                *(
                    soundness.by_age("queue", self._since(queue.oldest))
                    for queue in queues
                ),
            ),
            "\n".join(f"{queue.label}: {queue.length}" for queue in queues),
            self.env._(
                "Something has waited for hours: see that the scheduled jobs run and "
                "that the public address is set; the server's log says what stopped it."
            ),
        )

    @api.model
    def _check_backup(self):
        backup = self._last_backup()
        return self._line(
            "backup",
            self.env._("Backup"),
            self._backup_light(backup),
            self.env._("Last one: %(when)s.", when=self._moment_words(backup))
            if backup
            else self.env._("Last one: never."),
            self.env._(
                "Make a backup now and see why the nightly one did not come. Whatever "
                "makes it sets the system parameter seutuyp.last_backup."
            ),
        )

    @api.model
    def _backup_light(self, backup):
        """A new database has as long to get its first backup as others the next."""
        light = soundness.by_age("backup", self._since(backup or self._born_on()))
        return light if backup else soundness.worst(light, AMBER)

    @api.model
    def _check_addons(self):
        addons = self._addons()
        pending = self._pending_addons()
        lines = [
            f"{name} {installed or '–'}" + (f" → {code}" if name in pending else "")
            for name, installed, code, _state in addons
        ]
        return self._line(
            "addons",
            self.env._("Versions"),
            RED if pending else GREEN,
            "\n".join([f"Odoo {release.version}", *lines]),
            self.env._(
                "The code is of another version than the database: update the addons."
            ),
        )

    @api.model
    def _check_space(self):
        sizes = self._sizes()
        return self._line(
            "space",
            self.env._("Disc"),
            soundness.space(sizes["free"], sizes["total"]),
            self.env._(
                "Files: %(files)s. Database: %(database)s. Free: %(free)s.",
                files=self._size_words(sizes["files"]),
                database=self._size_words(sizes["database"]),
                free=self._size_words(sizes["free"]),
            ),
            self.env._(
                "The disc fills up: give it more room before files are lost. "
                "Old backups and logs are the first to move away."
            ),
        )
