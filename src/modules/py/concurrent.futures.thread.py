# SPDX-License-Identifier: MIT
# What programs import by the name of CPython's file.
from concurrent.futures import BrokenThreadPool, ThreadPoolExecutor
