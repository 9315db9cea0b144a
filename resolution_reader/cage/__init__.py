"""The cage: a module run as a limited child process, bytes in and bytes out.

`outside` starts it, waits for it and ends it; `inside` is what the child does to itself before it looks at a byte:
limits, and the walls of `alone` (network, processes), `files` and `calls`, which `kernel` puts up.
"""

from typing import TYPE_CHECKING

from resolution_reader.doors import door

if TYPE_CHECKING:
    from resolution_reader.cage.inside import SECONDS as SECONDS
    from resolution_reader.cage.inside import confine as confine
    from resolution_reader.cage.outside import FOLDER as FOLDER
    from resolution_reader.cage.outside import READING as READING
    from resolution_reader.cage.outside import Places as Places
    from resolution_reader.cage.outside import Reason as Reason
    from resolution_reader.cage.outside import Stopped as Stopped
    from resolution_reader.cage.outside import can_cut_network as can_cut_network
    from resolution_reader.cage.outside import give_up_with as give_up_with
    from resolution_reader.cage.outside import is_only_ours as is_only_ours
    from resolution_reader.cage.outside import keep_places_in as keep_places_in
    from resolution_reader.cage.outside import lacking as lacking
    from resolution_reader.cage.outside import place_in as place_in
    from resolution_reader.cage.outside import run as run
    from resolution_reader.cage.outside import run_now as run_now

__getattr__ = door(
    __name__,
    {
        "outside": (
            "FOLDER Places READING Reason Stopped can_cut_network give_up_with is_only_ours"
            " keep_places_in lacking place_in run run_now"
        ),
        "inside": "SECONDS confine",
    },
)
