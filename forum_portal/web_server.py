"""How gunicorn serves the portal, for `manage.py serve` and for the service of a machine (deploy/systemd/web.service).

Address and number of workers are said where it is started.
"""

preload_app = True
threads = 4
worker_class = "forum_portal.workers.FairWorker"
logger_class = "forum_portal.server_log.ServerLog"
loglevel = "warning"
control_socket_disable = True  # it would stand outside DATA_DIR
