"""What is tried for real on a machine made for it, outside of `make test`: root and minutes are needed.

`__main__.py` (make drill): all that a portal stands on is killed and frozen, while somebody reads and somebody works.
`install.py` (make drill-install): `make install-server` in a fresh Debian, which is then started.
"""
