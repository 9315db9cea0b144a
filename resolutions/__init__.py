"""The register of forum resolutions: one app, its sub-packages are the steps of the flow.

file or pasted text
    review      receive() keeps what resolution_reader made of it as a Draft; enter() makes rows; publish() shows them
    models      Forum > Section > Recommendation > Addressing > Addressee: what the register holds, and the
                questions one can ask of it; .public() and .visible_to(user) are the only gates
    permissions who may do what; every verb and every door asks
    asking      the only reading of query parameters
    web         the frame of the outlets
    following, mail      a filter that somebody keeps, and what she is written when something new is published
    pages, exports, feeds, admin   the outlets
    archive     all that is public in a folder, and back
"""
