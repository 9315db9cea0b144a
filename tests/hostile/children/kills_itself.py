"""Dies as if an administrator, or the kernel short of memory, had ended it with kill -9."""

import os
import signal

if __name__ == "__main__":
    os.kill(os.getpid(), signal.SIGKILL)
