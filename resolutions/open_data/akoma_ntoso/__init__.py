"""A forum's resolution as an Akoma Ntoso 1.0 `<statement>`: the OASIS standard for documents of assemblies.

Addresses in it are ours: they are permanent and lead to pages. Identifiers of elements follow the standard's naming
convention, by place and printed number, so they change when a resolution is corrected; what never changes is the GUID
of a recommendation, its permanent address. What the register does not know is left out: nothing is invented.
"""
