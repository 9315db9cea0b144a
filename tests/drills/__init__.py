"""What is tried for real on a machine made for it, outside of `make test`: root and minutes are needed.

`install.py` (make drill-install): `make install-server` in a fresh Debian, which is then started.
"""
