"""scripts/backup and scripts/restore: a round trip, and what may go wrong on the way.

Most tests use a few tables as Odoo has them; one restores a whole database.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from lib.server import ROOT, sql

TINY = f"seutuyp_system_backup_{os.getpid()}"
TABLES = """
    CREATE TABLE ir_module_module (name text, state text, latest_version text);
    INSERT INTO ir_module_module VALUES ('base', 'installed', '19.0.1.3'),
        ('seutuyp_network', 'installed', '19.0.1.0.0'), ('crm', 'uninstalled', NULL);
    CREATE TABLE ir_attachment (id serial, store_fname text, checksum text);
    CREATE TABLE ir_config_parameter (id serial, key text UNIQUE, value text,
        create_uid int, create_date timestamp, write_uid int, write_date timestamp);
    CREATE TABLE "res_Partner" (name text);
    INSERT INTO "res_Partner" VALUES ('Ähtäri'), ('O''Neill'), (NULL)
"""


def script(name, *arguments, env=(), **options):
    """Run one of the two scripts to its end."""
    return subprocess.run(
        [ROOT / "scripts" / name, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **dict(env)},
        **options,
    )


def said(done):
    return done.stdout + done.stderr


def databases(like):
    rows = sql(
        "postgres", "SELECT datname FROM pg_database WHERE datname LIKE %s", like
    )
    return sorted(row[0] for row in rows)


class Place:
    """Odoo's data folder and a folder for backups, with a small database."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.to = folder / "backups"
        self.files = self.data / "filestore" / TINY

    def add_file(self, content):
        checksum = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        path = f"{checksum[:2]}/{checksum}"
        (self.files / path).parent.mkdir(parents=True, exist_ok=True)
        (self.files / path).write_bytes(content)
        sql(
            TINY,
            "INSERT INTO ir_attachment (store_fname, checksum) VALUES (%s, %s)",
            path,
            checksum,
        )
        return path

    def backup(self, *arguments, **options):
        folders = ("--db", TINY, "--data-dir", self.data, "--to", self.to)
        return script("backup", *folders, *arguments, **options)

    def restore(self, backup, *arguments, **options):
        folders = ("--data-dir", self.data)
        return script("restore", backup, *folders, *arguments, **options)

    def whole(self):
        """Folders that look like a backup."""
        if not self.to.exists():
            return []
        return sorted(path for path in self.to.iterdir() if path.name[0] != ".")

    def made(self, *arguments):
        done = self.backup(*arguments)
        assert done.returncode == 0, said(done)
        return Path(re.search(r"^Backup: (.*) \(", done.stdout, re.MULTILINE)[1])


@pytest.fixture
def place(tmp_path):
    tmp_path.chmod(0o755)
    forget(TINY)
    sql("postgres", f'CREATE DATABASE "{TINY}" TEMPLATE template0')
    sql(TINY, TABLES)
    place = Place(tmp_path)
    place.add_file(b"signed")
    yield place
    forget(*databases(f"{TINY}%"))


def forget(*names):
    for name in names:
        sql("postgres", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def stand_in(folder, name, text):
    """A program of this name that comes before the real one; $REAL is that."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    real = shutil.which(name)
    program.write_text(f"#!/bin/bash\nREAL={real}\n{text}\n")
    program.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def whole_backup(tmp_path_factory):
    """One backup of the small database, for tests that only read it."""
    folder = tmp_path_factory.mktemp("kept")
    forget(TINY)
    sql("postgres", f'CREATE DATABASE "{TINY}" TEMPLATE template0')
    sql(TINY, TABLES)
    place = Place(folder)
    place.add_file(b"signed")
    backup = place.made()
    forget(TINY)
    return backup


@pytest.fixture
def backup(whole_backup, tmp_path):
    """A copy of it, to be damaged."""
    return shutil.copytree(whole_backup, tmp_path / whole_backup.name)


def refused(backup, *arguments, **options):
    """Restoring is refused and leaves nothing; return what is said."""
    data = backup.parent / "data"
    done = script("restore", backup, "--data-dir", data, *arguments, **options)
    assert done.returncode
    assert not databases(f"{TINY}%")
    assert not data.exists() or not list(data.rglob("*_restored*"))
    return done.stderr


# There and back


def test_what_is_restored_is_what_was_there(place):
    backup = place.made()
    assert sorted(path.name for path in backup.iterdir()) == [
        "database.dump",
        "files.tar",
        "manifest.json",
    ]
    manifest = json.loads((backup / "manifest.json").read_text())
    assert manifest["addons"] == {"seutuyp_network": "19.0.1.0.0"}
    assert manifest["rows"]["res_Partner"] == 3
    done = place.restore(backup)
    assert done.returncode == 0, said(done)
    names = sql(f"{TINY}_restored", 'SELECT name FROM "res_Partner" ORDER BY name')
    assert [row[0] for row in names] == ["O'Neill", "Ähtäri", None]
    (path,) = sql(f"{TINY}_restored", "SELECT store_fname FROM ir_attachment")[0]
    restored = place.data / "filestore" / f"{TINY}_restored" / path
    assert restored.read_bytes() == b"signed"
    assert backup.stat().st_mode & 0o077 == 0, "others may read the backup"


def test_the_database_is_told_when(place):
    """Its page 'State of the system' reads it; the backup itself is of before."""
    query = "SELECT value FROM ir_config_parameter WHERE key = 'seutuyp.last_backup'"
    place.made()
    [[first]] = sql(TINY, query)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", first)
    time.sleep(1.1)
    place.made()
    [[second]] = sql(TINY, query)
    assert second > first


def test_an_account_without_rights_owns_what_is_restored(backup, tmp_path):
    role, name = f"{TINY}_role", f"{TINY}_restored"
    sql("postgres", f'CREATE ROLE "{role}" LOGIN')
    try:
        data = ("--data-dir", tmp_path / "data")
        done = script("restore", backup, *data, env={"DATABASE_OWNER": role})
        assert done.returncode == 0, said(done)
        owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        assert sql(name, owners) == [(role,)]
    finally:
        forget(name)
        sql("postgres", f'DROP ROLE "{role}"')


def test_rows_and_files_are_of_one_moment(place, tmp_path):
    """What is written during a backup is not half in it, and used files stay."""
    path = place.add_file(b"soon unused")
    insert = "INSERT INTO \\\"res_Partner\\\" VALUES ('late')"
    env = stand_in(
        tmp_path / "bin",
        "pg_dump",
        f'psql -qd "{TINY}" -c "{insert}" -c "DELETE FROM ir_attachment WHERE id = 2"\n'
        # as Odoo collects unused files
        f"psql -qd '{TINY}' -c \"SET lock_timeout = 200\""
        " -c 'BEGIN; LOCK ir_attachment IN SHARE MODE; COMMIT'"
        f' && rm "{place.files / path}"\nexec $REAL "$@"',
    )
    done = place.backup(env=env)
    assert done.returncode == 0, said(done)
    done = place.restore(place.whole()[-1])
    assert done.returncode == 0, said(done)
    count = sql(f"{TINY}_restored", 'SELECT count(*) FROM "res_Partner"')
    assert count[0][0] == 3
    assert (place.data / "filestore" / f"{TINY}_restored" / path).exists()


def test_a_whole_database_verified_and_copied(server, tmp_path):
    """A backup of what is served restores, compares and starts; its copy is silent."""
    data = server.folder / "data"
    folders = ("--data-dir", data)
    name = server.database
    done = script("backup", "--db", name, "--to", tmp_path, *folders, "--verify")
    assert done.returncode == 0, said(done)
    assert "Verified: restored, compared and started." in done.stdout
    (backup,) = (path for path in tmp_path.iterdir() if path.name[0] != ".")
    assert (backup / "verified").exists()
    copy = f"{TINY}_copy"
    try:
        done = script("restore", backup, "--db", copy, *folders, "--copy")
        assert done.returncode == 0, said(done)
        servers = "SELECT smtp_host FROM ir_mail_server WHERE active"
        assert sql(copy, servers) == [("invalid",)]
        jobs = "SELECT count(*) FROM ir_cron WHERE active AND id <> (SELECT res_id FROM"
        jobs += " ir_model_data WHERE module = 'base' AND name = 'autovacuum_job')"
        assert sql(copy, jobs) == [(0,)]
        uuid = "SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'"
        assert sql(copy, uuid) != sql(name, uuid)
    finally:
        forget(copy)
        shutil.rmtree(data / "filestore" / copy, ignore_errors=True)


# Encrypted


@pytest.fixture
def key(tmp_path):
    """Make a key pair: name -> (public key, file with the secret one)."""

    def make(name):
        file = tmp_path / name
        done = subprocess.run(
            ["age-keygen", "-o", file], capture_output=True, text=True, check=True
        )
        return done.stderr.split()[-1], file

    return make


def test_encrypted_opens_with_its_key_alone(place, key):
    """More than a pipe holds at once: looking at its beginning must not end it."""
    rows = "SELECT md5(random()::text) FROM generate_series(1, 40000)"
    sql(TINY, f'INSERT INTO "res_Partner" {rows}')
    public, secret = key("ours")
    _other, wrong = key("other")
    backup = place.made("--encrypt", public)
    assert b"PGDMP" not in (backup / "database.dump.age").read_bytes()
    for arguments, words in (
        ((), "name the file with the key"),
        (("--identity", wrong), "does not open this backup"),
        (("--identity", "/nowhere"), "cannot be read"),
    ):
        done = place.restore(backup, *arguments)
        assert done.returncode
        assert words in done.stderr
        assert databases(f"{TINY}%") == [TINY]
    done = place.restore(backup, "--identity", secret)
    assert done.returncode == 0, said(done)
    assert databases(f"{TINY}%") == [TINY, f"{TINY}_restored"]


def test_a_wrong_public_key_is_said_at_once(place):
    done = place.backup("--encrypt", "age1nonsense")
    assert done.returncode
    assert "--encrypt" in done.stderr
    assert not place.whole()


# Damage


@pytest.mark.parametrize(
    ("part", "harm"),
    [("database.dump", "changed"), ("files.tar", "cut"), ("files.tar", "gone")],
)
def test_a_damaged_part_is_refused(backup, part, harm):
    file = backup / part
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(content if harm == "changed" else content[:-10])
    words = f"{part} is {'missing' if harm == 'gone' else 'damaged'}"
    assert words in refused(backup)


def test_a_damaged_manifest_is_refused(backup):
    (backup / "manifest.json").write_text('{"format": 1, "par')
    assert "manifest.json is damaged" in refused(backup)


def test_a_restore_that_differs_is_given_up(backup, tmp_path):
    """Rows that did not come along are noticed, and no database stays."""
    env = stand_in(tmp_path / "bin", "pg_restore", '$REAL "$@" -t res_Partner')
    assert "ir_attachment: 1 in the backup, no such table restored" in refused(
        backup, env=env
    )


def test_a_lost_file_is_said_when_backing_up(place):
    path = place.add_file(b"lost")
    (place.files / path).unlink()
    done = place.backup()
    assert done.returncode
    assert path in done.stderr
    assert not place.whole()


# What does not fit


def rewrite(backup, **values):
    file = backup / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **values}))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"format": 2}, "Restore with the version that made it"),
        ({"postgresql": {"number": 990000}}, "Use at least 99"),
        ({"addons": {"seutuyp_network": "19.0.99.0.0"}}, "take the newer version"),
        ({"addons": {"seutuyp_other": "19.0.1.0.0"}}, "seutuyp_other, which is not"),
    ],
)
def test_wrong_versions_are_refused(backup, values, words):
    rewrite(backup, **values)
    assert words in refused(backup)


def test_an_existing_database_is_replaced_only_when_asked(place):
    backup = place.made()
    sql(TINY, "DELETE FROM ir_attachment")
    done = place.restore(backup, "--db", TINY)
    assert done.returncode
    assert "--replace" in done.stderr
    with closing(psycopg2.connect(dbname=TINY)):
        done = place.restore(backup, "--db", TINY, "--replace")
    assert done.returncode
    assert "End the server first" in done.stderr
    assert sql(TINY, "SELECT count(*) FROM ir_attachment") == [(0,)]
    done = place.restore(backup, "--db", TINY, "--replace")
    assert done.returncode == 0, said(done)
    assert sql(TINY, "SELECT count(*) FROM ir_attachment") == [(1,)]
    assert databases(f"{TINY}%") == [TINY]
    assert [path.name for path in place.files.parent.iterdir()] == [TINY]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--db", "a;b"), "not beginning with"),
        (("--db", "never_made"), "there is no database"),
        (("--keep", "hourly=3"), "write daily=N"),
        (("--db",), "needs a value"),
        (("--wat",), "unknown argument"),
        (("--db", "postgres"), "not a database of Odoo"),
    ],
)
def test_wrong_arguments_are_named(tmp_path, arguments, words):
    done = script("backup", "--to", tmp_path / "to", *arguments)
    assert done.returncode
    assert words in done.stderr
    assert not (tmp_path / "to").exists()


def test_what_is_no_backup_is_refused(backup, tmp_path):
    (backup / "manifest.json").unlink()
    assert "not a whole backup" in refused(backup)
    assert "there is no backup" in refused(tmp_path / "none")
    begun = backup.rename(tmp_path / f".{backup.name}.part")
    assert "never completed" in refused(begun)


# Cut off


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGKILL])
def test_cut_off_half_way_leaves_nothing_that_looks_whole(place, tmp_path, sig):
    number = tmp_path / "number"
    env = stand_in(tmp_path / "bin", "tar", f"echo $$ >{number}; exec sleep 20")
    folders = ["--db", TINY, "--data-dir", place.data, "--to", place.to]
    process = subprocess.Popen(
        [ROOT / "scripts" / "backup", *folders],
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 60
    while not (number.exists() and number.read_text()):
        assert time.monotonic() < end
        time.sleep(0.05)
    process.send_signal(sig)
    assert process.wait(30)
    assert not place.whole()
    if sig == signal.SIGTERM:
        assert not list(place.to.glob(".*.part"))
        return
    os.kill(int(number.read_text()), signal.SIGKILL)
    while place.backup().returncode:  # what the killed one had begun ends by itself
        assert time.monotonic() < end
    assert place.whole()
    assert not list(place.to.glob(".*.part"))


def test_a_full_disc_leaves_nothing(place):
    """A limit to the size of files stands for it: writing fails half-way."""
    import resource

    place.add_file(os.urandom(3 << 20))
    limit = 1 << 20
    done = place.backup(
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    assert done.returncode
    assert "Packing its files" in done.stderr
    assert not place.whole()
    assert not list(place.to.glob(".*.part"))


def test_two_at_once_are_one(place, tmp_path):
    env = stand_in(tmp_path / "bin", "tar", 'sleep 1.5; exec $REAL "$@"')
    folders = ["--db", TINY, "--data-dir", place.data, "--to", place.to]
    command = [ROOT / "scripts" / "backup", *folders]
    first = subprocess.Popen(
        command, env={**os.environ, **env}, stdout=subprocess.DEVNULL
    )
    end = time.monotonic() + 30
    while not list(place.to.glob(".*.part/files.tar")):
        assert time.monotonic() < end
        time.sleep(0.05)
    second = place.backup()
    assert second.returncode
    assert "is under way" in second.stderr
    assert first.wait(30) == 0
    assert len(place.whole()) == 1


def test_two_restores_at_once_are_one(place, tmp_path):
    """The second waits, and then sees what the first has made."""
    backup = place.made()
    env = stand_in(tmp_path / "bin", "pg_restore", 'sleep 1.5; exec $REAL "$@"')
    restore = ROOT / "scripts" / "restore"
    first = subprocess.Popen(
        [restore, backup, "--data-dir", place.data],
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
    )
    end = time.monotonic() + 30
    while not databases(f"{TINY}_restored.part"):
        assert time.monotonic() < end
        time.sleep(0.05)
    second = place.restore(backup)
    assert "- waiting: another restore" in second.stdout
    assert second.returncode
    assert "there is a database" in second.stderr
    assert first.wait(30) == 0
    assert databases(f"{TINY}%") == [TINY, f"{TINY}_restored"]


# Which are kept


def test_old_backups_go_after_a_new_one(place):
    """Of this database alone; what is not whole is nothing to count."""
    newest = place.made()
    names = ("20200101T000000Z", "20200102T000000Z", "20200102T230000Z")
    for name in (f"{TINY}-{stamp}" for stamp in names):
        shutil.copytree(newest, place.to / name)
    other = place.to / f"{TINY}_other-20200101T000000Z"
    shutil.copytree(newest, other)
    torn = place.to / f"{TINY}-20200103T000000Z"
    torn.mkdir()
    time.sleep(1)  # names are a second apart
    latest = place.made("--keep", "daily=2")
    left = {path.name for path in place.whole()}
    assert left == {
        latest.name,
        f"{TINY}-20200102T230000Z",
        other.name,
        torn.name,
    }
