"""make drill-install [SUITE=bookworm]: `make install-server` as an operator gives it, in a Debian that has nothing yet.

From nothing to the front page behind nginx; again, which must change nothing; registers of earlier releases taken over;
another domain; a second portal below a folder; each service under systemd. A line for each step; ends with 1 at the
first that fails.
"""

import json
import lzma
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.drills.box import PROGRAMS, Box, Failed, fresh, mounted

CODE = Path(__file__).parents[2]
RELEASES = sorted(path.name for path in (CODE / "tests/upgrades").glob("[0-9]*"))
WRITTEN = "/etc /usr/local /srv/portal /var/lib/portal /var/www"
# Prints status, links, how many of them lie below the folder, and whether it is the page that is meant.
ASK = """
import http.client, re, ssl
connection = http.client.HTTPSConnection("127.0.0.1", 443, context=ssl._create_unverified_context())
connection.request("GET", "{folder}/", headers={{"Host": "{host}"}})
answer = connection.getresponse()
page = answer.read().decode()
links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
print(answer.status, len(links), sum(link.startswith("{folder}/") for link in links), "Реестр резолюций" in page)
"""
TELL = 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:8000/metrics").read().decode())'
MANAGE = "/srv/portal/.venv/bin/python manage.py"
TRIED = ("check --deploy --fail-level WARNING", "import_resolution resolutions/samples --publish")


def install(box: Box, variables: str, *, ends_with: int = 0) -> str:
    return box.run(f"cd /srv/portal && make install-server {variables}", ends_with=ends_with)


def python(box: Box, code: str) -> str:
    (box.root / "srv/ask.py").write_text(code, encoding="utf-8")
    return box.run("python3 /srv/ask.py")


def front_page(box: Box, host: str, folder: str = "") -> None:
    status, links, below, is_ours = python(box, ASK.format(host=host, folder=folder)).split()
    if (status, links, is_ours) != ("200", below, "True") or int(links) < 10:
        raise Failed(f"The front page of {host}{folder}/: {status}, {below} of {links} links")


def with_postgresql(box: Box, *commands: str, user: str = "postgres") -> str:
    """What the commands say, one after the other, as that user, while PostgreSQL runs."""
    cluster = 'pg_ctlcluster "$(pg_lsclusters -h | cut -d" " -f1)" main'
    as_user = f"setpriv --reuid={user} --regid={user} --init-groups"
    inside = " && ".join(f"{as_user} {command}" for command in commands)
    return box.run(f"{cluster} start; cd /tmp; {inside}; code=$?; {cluster} stop; exit $code")


def sums(box: Box) -> str:
    """Of every file that the installation may have written, and of the database."""
    files = box.run(f"find {WRITTEN} -type f -print0 | sort -z | xargs -0 sha256sum")
    dumped = with_postgresql(box, "pg_dump portal").splitlines()
    return files + "\n".join(line for line in dumped if "restrict" not in line)  # a word that each dump draws by lot


def first(box: Box) -> None:
    said = install(box, "DOMAIN=portal.example.ru START=0")
    rights = box.run("stat -c '%a %U' /etc/portal.env /var/lib/portal /var/backups/portal").splitlines()
    if rights != ["600 root", "700 portal", "700 portal"] or "НАДО    TLS:" not in said:
        raise Failed(f"{rights}\n{said}")


def again(box: Box) -> None:
    before = sums(box)
    said = install(box, "DOMAIN=portal.example.ru START=0")
    if "ничего не записано" not in said or sums(box) != before:
        raise Failed(f"The second run has changed something:\n{said}")


def refused(box: Box) -> None:
    before = sums(box)
    said = install(box, "DOMAIN=https://x NAME=other", ends_with=2)
    if "не имя сайта" not in said or sums(box) != before:
        raise Failed(said)


def name_of(release: str) -> str:
    return f"from{release.replace('.', '')}"


def taken_over(box: Box) -> None:
    """The register of each earlier release, as it stood in its database, by a portal of its own name."""
    for release in RELEASES:
        name, kept = name_of(release), CODE / "tests/upgrades" / release
        (box.root / f"srv/{name}.sql").write_bytes(lzma.decompress((kept / "postgresql.xz").read_bytes()))
        box.run(f"useradd --system --user-group {name}")
        database = f"createdb --owner={name} --encoding=UTF8 --locale=C.UTF-8 --template=template0 {name}"
        with_postgresql(box, f"createuser {name}", database)
        with_postgresql(box, f"psql -q -v ON_ERROR_STOP=1 -o /dev/null -f /srv/{name}.sql", user=name)
        install(box, f"NAME={name} DOMAIN={name}.example.ru START=0")
        known = json.loads((kept / "postgresql.json").read_text(encoding="utf-8"))["tables"]
        for table in ("resolutions_recommendation", "resolutions_addressing", "resolutions_user"):
            found = with_postgresql(box, f"psql -tA -c 'SELECT count(*) FROM {table}'", user=name).split()[-1]
            if int(found) != known[table]:
                raise Failed(f"{release}, {table}: {found} rows instead of {known[table]}")
        if release != RELEASES[0]:  # one of them is looked at
            box.run(f"systemctl --quiet disable {name}-web {name}-work {name}-backup.timer")


def running(box: Box) -> None:
    states = box.run("systemctl --failed --no-legend; systemctl is-active portal-{web,work} portal-backup.timer nginx")
    if states.split() != ["active"] * 4:
        raise Failed(states)
    front_page(box, "portal.example.ru")
    front_page(box, f"{name_of(RELEASES[0])}.example.ru")


def services(box: Box) -> None:
    """What they start, as their user and behind their walls: the walls around documents must stand inside of these."""
    lines = "".join(f"ExecStart={MANAGE} {command}\n" for command in TRIED)
    (box.root / "etc/systemd/system/portal-try.service").write_text(f"[Service]\nType=oneshot\n{lines}")
    said = box.run("systemctl daemon-reload; systemctl start portal-try; journalctl -u portal-try -o cat --no-pager")
    if "no issues" not in said or said.count("опубликован") != 2:
        raise Failed(said)
    others = "portal-tidy portal-dump portal-backup"
    box.run(f"systemctl start {others} || {{ journalctl -u 'portal-*' -n 30 --no-pager; exit 1; }}")


def restored(box: Box) -> None:
    """From the backup that the timer makes, where database and files are gone."""
    services = "portal-web portal-work portal-backup.timer"
    count = "runuser -u postgres -- psql -tA portal -c 'SELECT count(*) FROM resolutions_recommendation'"
    before = box.run(count)
    created = "createdb --owner=portal --encoding=UTF8 --locale=C.UTF-8 --template=template0 portal"
    box.run(
        f"systemctl stop {services} && cd /tmp && runuser -u postgres -- dropdb portal"
        f" && runuser -u postgres -- {created} && rm -rf /var/lib/portal/kept /var/lib/portal/derived"
    )
    box.run(f"manage-portal restore /var/backups/portal && systemctl start {services}")
    if int(before) == 0 or box.run(count) != before:
        raise Failed(f"{before} recommendations before, {box.run(count)} after")
    front_page(box, "portal.example.ru")


def kept(box: Box) -> None:
    """One after the other within a second: nginx answers the later ones."""
    for _ in range(4):
        front_page(box, "portal.example.ru")
    told = box.run("tail -n 4 /var/log/nginx/portal.log")
    if " HIT " not in told:
        raise Failed(told)


def another_domain(box: Box) -> None:
    install(box, "DOMAIN=city.example.ru")
    for host in ("city.example.ru", "portal.example.ru"):
        front_page(box, host)
    if "ничего не записано" not in install(box, ""):
        raise Failed("Without a name it does not stay with the one that it has.")


def second_portal(box: Box) -> None:
    install(box, "NAME=second DOMAIN=second.example.ru FOLDER=/register")
    front_page(box, "second.example.ru", "/register")
    front_page(box, "city.example.ru")


def told(box: Box) -> None:
    said = box.run("manage-portal doctor", ends_with=1)
    well = (
        "База данных",
        "Миграции",
        "Веб-сервер",
        "Работа без посетителя",
        "Открытые данные",
        "Стены вокруг документов",
    )
    if missing := [title for title in well if f"хорошо  {title}:" not in said]:
        raise Failed(f"{missing}\n{said}")
    if "portal_work_present" not in python(box, TELL):
        raise Failed("The figures do not tell who works.")


IN_CHROOT = {
    "installed, nothing started": first,
    "again, which changes nothing": again,
    "a name that is none is refused, and nothing is changed": refused,
    f"registers of {RELEASES[0]} to {RELEASES[-1]} taken over": taken_over,
}
STARTED = {
    "started by systemd, the front page behind nginx": running,
    "each service behind its walls": services,
    "backed up, and restored into an empty place": restored,
    "a page kept by nginx": kept,
    "another domain": another_domain,
    "a second portal below a folder": second_portal,
    "doctor and metrics": told,
}


def step(name: str, action: Callable[[Box], None], box: Box) -> None:
    began = time.monotonic()
    sys.stdout.write(f"{name} … ")
    sys.stdout.flush()
    action(box)
    sys.stdout.write(f"{time.monotonic() - began:.0f} s\n")


def main(suite: str) -> int:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if os.getuid() != 0 or missing:
        sys.stderr.write(f"This needs root and {', '.join(PROGRAMS)} (Debian: debootstrap, systemd-container).\n")
        return 2
    began = time.monotonic()
    sys.stdout.write(f"A fresh Debian, {suite}.\n")
    try:
        with fresh(suite, CODE) as box:
            with mounted(box.root):
                for name, action in IN_CHROOT.items():
                    step(name, action, box)
            with box.started():
                for name, action in STARTED.items():
                    step(name, action, box)
    except Failed as failure:
        sys.stdout.write(f"failed\n{failure}\n")
        return 1
    sys.stdout.write(f"All of it in {(time.monotonic() - began) / 60:.1f} minutes.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "bookworm"))
