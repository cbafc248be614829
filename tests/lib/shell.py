"""Odoo's shell, kept: loading the registry for each piece of Python takes long."""

import contextlib
import json
import os
import subprocess
import tempfile

# What the shell runs: it reads pieces of Python, one a line, and answers each with what
# it printed and what went wrong. Caches are told both ways, as between two servers.
LOOP = """
import contextlib, io, json, os, traceback
asked, answers = os.fdopen({asked}), os.fdopen({answers}, "w")
for line in iter(asked.readline, ""):
    printed, error = io.StringIO(), ""
    env.registry.check_signaling()
    try:
        with contextlib.redirect_stdout(printed):
            exec(json.loads(line), {{"__name__": "__main__", "env": env, "odoo": odoo}})
    except Exception:
        error = traceback.format_exc()
    env.cr.rollback()
    env.transaction.clear()
    env.registry.signal_changes()
    print(json.dumps([printed.getvalue(), error]), file=answers, flush=True)
"""


class Shell:
    """A process of `odoo shell` on one database.

    :param list command: how it is started
    :param dict environment: in which
    """

    def __init__(self, command, environment):
        asked, ask = os.pipe()
        answered, answers = os.pipe()
        self.log = tempfile.NamedTemporaryFile(mode="r")  # noqa: SIM115
        self.process = self._start(command, environment, asked, answers)
        os.close(asked)
        os.close(answers)
        self.ask, self.answered = os.fdopen(ask, "w"), os.fdopen(answered)
        with self.process.stdin as script:
            script.write(LOOP.format(asked=asked, answers=answers))

    def _start(self, command, environment, *pipes):
        with open(self.log.name, "w") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment,
                pass_fds=pipes,
            )

    def run(self, code):
        """Run Python (it commits itself) and return what it prints.

        :raise RuntimeError: it failed, or ended the shell
        """
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps(code), file=self.ask, flush=True)
        answer = self.answered.readline()
        if not answer:
            raise RuntimeError(f"the shell ended: {self.process.wait()}")
        printed, error = json.loads(answer)
        logged = self.log.read()
        if error or "Traceback" in logged:
            raise RuntimeError(error or logged)
        return printed

    def runs(self):
        return self.process.poll() is None

    def close(self):
        """End it, in whatever state it is."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.ask, self.answered, self.log):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
