# SPDX-License-Identifier: MIT
# What programs import by the name of CPython's file.
from concurrent.futures import (ALL_COMPLETED, CANCELLED, FINISHED, FIRST_COMPLETED, FIRST_EXCEPTION, PENDING, RUNNING, BrokenExecutor,
                                CancelledError, Error, Executor, Future, InvalidStateError, TimeoutError, as_completed, wait)
