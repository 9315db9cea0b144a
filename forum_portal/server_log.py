"""What gunicorn itself has to say, in the same lines as everything else."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # gunicorn has no types

from forum_portal.logs import Json, Line
from forum_portal.settings import LOG_FORMAT  # not by way of Django, which is set up later


class ServerLog(Logger):
    """Made at the start and again when the server is told to read its configuration anew."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Json() if LOG_FORMAT == "json" else Line())
