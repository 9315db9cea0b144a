"""The register of forum resolutions: one app, its sub-packages are the steps of the flow.

file or pasted text
    intake      bytes -> blocks -> outline with its problems; knows neither Django nor the database
    review      receive() keeps the outline as a Draft; enter() makes rows of it; publish() shows them
    models      Forum > Section > Recommendation > Addressing > Addressee: what the register holds
    querysets   the questions one can ask of it; .public() and .visible_to(user) are the only gates
    filters     the only reading of query parameters
    following, letters   a filter that somebody keeps, and what she is written when something new is published
    pages, exports, feeds, admin   the outlets
"""
