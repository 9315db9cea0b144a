"""The index anew, or what it lacks: for whoever has minutes, a command or a worker."""

from resolutions.search import store
from resolutions.search.checking import is_of_another_past
from resolutions.search.store import Current, Progress
from resolutions.tracking import content_version, renew

AN_HOUR = 3600.0


def silent(done: int) -> None:
    """For whoever does not look on."""


def rebuild(progress: Progress = silent, *, unless_there: bool = False) -> bool:
    """Everything anew; False if another process has been at it for an hour. Raises IndexBroken, OSError."""
    with store.building(AN_HOUR) as alone:
        if alone and not (unless_there and store.read_pointer()):
            store.rebuild(progress)
            renew()  # pages that were made from the one before are asked for never again
        return alone


def complete(progress: Progress = silent) -> bool:
    """What is missing; all of it where there is no index, or one of another past. The same otherwise."""
    current = store.read_pointer()
    if current and current.version <= content_version():
        current = apply_changes() or current
        if not is_of_another_past(current):
            return True
        store.forget(current)
    return rebuild(progress, unless_there=True)


def apply_changes() -> Current | None:
    with store.writing(AN_HOUR) as alone:
        current = store.read_pointer()
        return store.apply_changes(current) if alone and current else None
