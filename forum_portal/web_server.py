"""How gunicorn serves the portal, for `manage.py serve` and for the service of a machine (deploy/systemd/web.service).

Address and number of workers are said where it is started.
"""

from pathlib import Path
from typing import Any

from forum_portal.patience import wait_no_longer
from forum_portal.settings import REQUESTS_ROOT

preload_app = True
threads = 4
worker_class = "forum_portal.workers.FairWorker"
logger_class = "forum_portal.server_log.ServerLog"
loglevel = "warning"
control_socket_disable = True  # it would stand outside DATA_DIR
# Where the processes count their requests together (resolutions/monitoring/requests.py).
raw_env = [f"PROMETHEUS_MULTIPROC_DIR={REQUESTS_ROOT}"]


def on_starting(server: Any) -> None:
    """What an earlier server has counted is not this one's."""
    folder = Path(REQUESTS_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    for counted in folder.glob("*.db"):
        counted.unlink()


def post_fork(server: Any, worker: Any) -> None:
    wait_no_longer()
