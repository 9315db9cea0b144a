"""The consent to keep an address: which text holds now. Every text that anybody ever agreed to stays readable."""

# The newest first. A changed text is a new template templates/resolutions/consent/<version>.html and a new first line
# here; the earlier ones are what earlier subscribers agreed to.
VERSIONS = ("2026-11",)
CURRENT = VERSIONS[0]
