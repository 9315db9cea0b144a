"""What axe finds on a page. Its context bypasses our policy, which would refuse what is injected, and moves nothing:
a colour on its way to another would be taken for one that cannot be read."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

AXE = {"bypass_csp": True, "reduced_motion": "reduce"}
# Not all of what it has looked at, which is long, and nobody asks for.
RUN = "options => axe.run(options).then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))"


def faults(page: Any, *rules: str) -> list[list[str]]:
    """Each with the first element that has it; by these rules alone, if any are named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {}))
