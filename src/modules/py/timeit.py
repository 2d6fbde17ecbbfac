# SPDX-License-Identifier: MIT
# Timing, in the virtual time of the engine.
import gc
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter


class Timer:
    """Runs a statement many times."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._space = dict(globals) if globals is not None else {}
        for what, name in ((stmt, 'stmt'), (setup, 'setup')):
            if not isinstance(what, str) and not callable(what):
                raise ValueError(f"{name} is neither a string nor callable")
        self._stmt = compile(stmt, '<timeit-src>', 'exec') if isinstance(stmt, str) else stmt
        self._setup = compile(setup, '<timeit-src>', 'exec') if isinstance(setup, str) else setup

    def _run(self, what):
        if callable(what):
            what()
        else:
            exec(what, self._space)

    def timeit(self, number=default_number):
        was = gc.isenabled()
        gc.disable()
        try:
            self._run(self._setup)
            start = self.timer()
            for _ in range(number):
                self._run(self._stmt)
            return self.timer() - start
        finally:
            if was:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
