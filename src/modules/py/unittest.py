# SPDX-License-Identifier: MIT
# Unit tests: cases, assertions, a loader, a runner that writes to standard error.
import sys
import time as _time
import traceback as _traceback

__all__ = ['TestResult', 'TestCase', 'TestSuite', 'TextTestRunner', 'TestLoader', 'FunctionTestCase', 'main', 'skip',
           'skipIf', 'skipUnless', 'expectedFailure', 'SkipTest', 'defaultTestLoader', 'TextTestResult']

__unittest = True


class SkipTest(Exception):
    """Skips the test that raises it."""


class _ShouldStop(Exception):
    pass


def skip(reason):
    def decorator(item):
        if not isinstance(item, type):
            def wrapper(*args, **kwargs):
                raise SkipTest(reason)
            wrapper.__name__ = item.__name__
            wrapper.__qualname__ = item.__qualname__
            wrapper.__doc__ = item.__doc__
            wrapper.__wrapped__ = item
            item = wrapper
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason) and not isinstance(reason, str):
        item, reason = reason, ''
        return decorator(item)
    return decorator


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return skip(reason) if not condition else lambda item: item


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


def _short(obj, limit=80):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text if len(text) < limit else text[:limit] + ' [truncated]...'


class _AssertRaises:
    def __init__(self, expected, case, regex=None, msg=None):
        self.expected, self.case, self.msg = expected, case, msg
        if regex is not None and isinstance(regex, (str, bytes)):
            import re
            regex = re.compile(regex)
        self.regex = regex
        self.what = None

    def handle(self, args, kwargs):
        if not args:
            self.msg = kwargs.pop('msg', None)
            return self
        callable_obj, *args = args
        self.what = getattr(callable_obj, '__name__', str(callable_obj))
        with self:
            callable_obj(*args, **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            kinds = self.expected if isinstance(self.expected, tuple) else None
            name = str(self.expected) if kinds else self.expected.__name__
            text = f"{name} not raised by {self.what}" if self.what else f"{name} not raised"
            raise self.case.failureException(self.case._formatMessage(self.msg, text))
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.regex is not None and not self.regex.search(str(exc_value)):
            text = '"{}" does not match "{}"'.format(self.regex.pattern, str(exc_value))
            raise self.case.failureException(self.case._formatMessage(self.msg, text))
        return True


class _AssertWarns(_AssertRaises):
    def __enter__(self):
        import warnings
        self._catch = warnings.catch_warnings(record=True)
        self.warnings = self._catch.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self._catch.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        for w in self.warnings:
            if isinstance(w.message, self.expected) and (self.regex is None or self.regex.search(str(w.message))):
                self.warning, self.filename, self.lineno = w.message, w.filename, w.lineno
                return
        name = self.expected.__name__
        text = f"{name} not triggered by {self.what}" if self.what else f"{name} not triggered"
        raise self.case.failureException(self.case._formatMessage(self.msg, text))


class _SubTest:
    def __init__(self, case, message, params):
        self.test_case, self._message, self.params = case, message, params
        self.failureException = case.failureException

    def _description(self):
        parts = []
        if self._message is not None:
            parts.append(f"[{self._message}]")
        if self.params:
            parts.append("({})".format(', '.join(f"{k}={v!r}" for k, v in self.params.items())))
        return " ".join(parts) or '(<subtest>)'

    def id(self):
        return f"{self.test_case.id()} {self._description()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._description()}"


class TestCase:
    """Test methods and assertions."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _classSetupFailed = False

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._testMethodDoc = getattr(getattr(self, methodName, None), '__doc__', None)
        if not hasattr(self, methodName) and methodName != 'runTest':
            raise ValueError(f"no such test method in {self.__class__}: {methodName}")
        self._cleanups = []
        self._params = {}
        self._result = None

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        cls = type(cm)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol") from None
        result = enter(cm)
        self.addCleanup(leave, cm, None, None, None)
        return result

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._attempt(lambda: function(*args, **kwargs))
        return True

    def countTestCases(self):
        return 1

    def id(self):
        return f"{self.__class__.__module__}.{self.__class__.__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} testMethod={self._testMethodName}>"

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _attempt(self, action, subtest=None):
        try:
            action()
            return True
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self._outcome_ok = False
            self._result.addSkip(self if subtest is None else subtest, str(e))
        except _ShouldStop:
            self._outcome_ok = False
        except BaseException:
            info = sys.exc_info()
            if self._expecting:
                self._expected = info
            else:
                self._outcome_ok = False
                self._errors.append((subtest or self, info))
            info = None
        return False

    def subTest(self, msg=None, **params):
        return _SubTestContext(self, msg, params)

    def _run_parts(self, method, expecting):
        if self._attempt(self._call_set_up):
            self._expecting = expecting
            self._attempt(lambda: self._call_method(method))
            self._expecting = False
            self._attempt(self._call_tear_down)
        self.doCleanups()

    def _call_set_up(self):
        self.setUp()

    def _call_method(self, method):
        method()

    def _call_tear_down(self):
        self.tearDown()

    def run(self, result=None):
        own = result is None
        if own:
            result = self.defaultTestResult()
        self._result = result
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                result.addSkip(self, getattr(self.__class__, '__unittest_skip_why__', '')
                               or getattr(method, '__unittest_skip_why__', ''))
                return result
            self._expecting = False
            expecting = (getattr(self, "__unittest_expecting_failure__", False)
                         or getattr(method, "__unittest_expecting_failure__", False))
            self._expected = None
            self._outcome_ok = True
            self._errors = []
            self._run_parts(method, expecting)
            for test, info in self._errors:
                if isinstance(test, _SubTest):
                    result.addSubTest(test.test_case, test, info)
                elif issubclass(info[0], self.failureException):
                    result.addFailure(test, info)
                else:
                    result.addError(test, info)
            if self._outcome_ok:
                if expecting:
                    if self._expected:
                        result.addExpectedFailure(self, self._expected)
                    else:
                        result.addUnexpectedSuccess(self)
                else:
                    result.addSuccess(self)
            return result
        finally:
            self._errors = self._expected = self._result = None
            result.stopTest(self)

    __call__ = run

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()

    def defaultTestResult(self):
        return TestResult()

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f'{standardMsg} : {msg}'

    def _check(self, ok, msg, standard):
        if not ok:
            raise self.failureException(self._formatMessage(msg, standard()))

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, lambda: "%s is not true" % _short(expr, 99999))

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, lambda: "%s is not false" % _short(expr, 99999))

    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        standard = '%s != %s' % (_short(first), _short(second))
        if type(first) is type(second) and type(first) in (list, tuple):
            standard = self._sequence_text(first, second, type(first).__name__.capitalize() + 's')
        elif type(first) is type(second) is dict:
            standard += _diff(_pretty(first), _pretty(second))
        elif type(first) is type(second) and type(first) in (set, frozenset):
            standard = self._set_text(first, second)
        elif type(first) is type(second) is str:
            standard += _diff(first.splitlines(), second.splitlines(), True)
        raise self.failureException(self._formatMessage(msg, standard))

    def _sequence_text(self, a, b, kind):
        text = '%s differ: %s != %s\n' % (kind, *(_short(x) for x in (a, b)))
        for i in range(min(len(a), len(b))):
            if a[i] != b[i]:
                text += '\nFirst differing element %d:\n%s\n%s\n' % (i, _short(a[i]), _short(b[i]))
                break
        if len(a) > len(b):
            text += '\nFirst %s contains %d additional elements.\n' % (kind[:-1].lower(), len(a) - len(b))
            text += 'First extra element %d:\n%s\n' % (len(b), _short(a[len(b)]))
        elif len(a) < len(b):
            text += '\nSecond %s contains %d additional elements.\n' % (kind[:-1].lower(), len(b) - len(a))
            text += 'First extra element %d:\n%s\n' % (len(a), _short(b[len(a)]))
        return text + _diff(_pretty(a), _pretty(b))

    def _set_text(self, a, b):
        lines = []
        for one, other, name in ((a, b, 'first'), (b, a, 'second')):
            if one - other:
                lines.append(f'Items in the {name} set but not the {"second" if name == "first" else "first"}:')
                lines.extend(repr(item) for item in one - other)
        return '\n'.join(lines)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, lambda: '%s == %s' % (_short(first), _short(second)))

    def assertListEqual(self, a, b, msg=None):
        self.assertEqual(a, b, msg)

    assertTupleEqual = assertDictEqual = assertSetEqual = assertSequenceEqual = assertMultiLineEqual = assertListEqual

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        diff = abs(first - second)
        if delta is not None:
            self._check(diff <= delta, msg, lambda: '%s != %s within %s delta (%s difference)' % (
                _short(first), _short(second), _short(delta), _short(diff)))
        else:
            places = 7 if places is None else places
            self._check(round(diff, places) == 0, msg, lambda: '%s != %s within %r places (%s difference)' % (
                _short(first), _short(second), places, _short(diff)))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        if delta is not None:
            self._check(not first == second and diff > delta, msg, lambda: (
                '%s == %s within %s delta (%s difference)' % (_short(first), _short(second), _short(delta),
                                                              _short(diff))))
        else:
            places = 7 if places is None else places
            self._check(not first == second and round(diff, places) != 0, msg, lambda: (
                '%s == %s within %r places' % (_short(first), _short(second), places)))

    def assertIs(self, a, b, msg=None):
        self._check(a is b, msg, lambda: '%s is not %s' % (_short(a), _short(b)))

    def assertIsNot(self, a, b, msg=None):
        self._check(a is not b, msg, lambda: 'unexpectedly identical: %s' % _short(a))

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, lambda: '%s is not None' % _short(obj))

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, lambda: 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, lambda: '%s not found in %s' % (_short(member), _short(container)))

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, lambda: '%s unexpectedly found in %s' % (_short(member),
                                                                                           _short(container)))

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, lambda: '%s is not an instance of %r' % (_short(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, lambda: '%s is an instance of %r' % (_short(obj), cls))

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, lambda: '%s not less than %s' % (_short(a), _short(b)))

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, lambda: '%s not less than or equal to %s' % (_short(a), _short(b)))

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, lambda: '%s not greater than %s' % (_short(a), _short(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, lambda: '%s not greater than or equal to %s' % (_short(a), _short(b)))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        rest = second[:]
        missing = []
        for x in first:
            if x in rest:
                rest.remove(x)
            else:
                missing.append(x)
        if missing or rest:
            text = 'Element counts were not equal:\n'
            seen = []
            for x in missing + rest:
                if x not in seen:
                    seen.append(x)
            text += '\n'.join('First has %d, Second has %d:  %r' % (first.count(x), second.count(x), x) for x in seen)
            raise self.failureException(self._formatMessage(msg, text))

    def _regex(self, regex):
        import re
        return re.compile(regex) if isinstance(regex, (str, bytes)) else regex

    def assertRegex(self, text, regex, msg=None):
        regex = self._regex(regex)
        self._check(regex.search(text), msg, lambda: "Regex didn't match: %r not found in %r" % (regex.pattern, text))

    def assertNotRegex(self, text, regex, msg=None):
        regex = self._regex(regex)
        m = regex.search(text)
        self._check(not m, msg, lambda: 'Regex matched: %r matches %r in %r' % (m.group(), regex.pattern, text))

    def assertRaises(self, expected, *args, **kwargs):
        return _AssertRaises(expected, self).handle(args, kwargs)

    def assertRaisesRegex(self, expected, regex, *args, **kwargs):
        return _AssertRaises(expected, self, regex).handle(args, kwargs)

    def assertWarns(self, expected, *args, **kwargs):
        return _AssertWarns(expected, self).handle(args, kwargs)

    def assertWarnsRegex(self, expected, regex, *args, **kwargs):
        return _AssertWarns(expected, self, regex).handle(args, kwargs)


class _SubTestContext:
    def __init__(self, case, message, params):
        self.case = case
        self.subtest = _SubTest(case, message, {**case._params, **params})

    def __enter__(self):
        self.saved, self.case._params = self.case._params, self.subtest.params

    def __exit__(self, exc_type, exc_value, tb):
        case = self.case
        case._params = self.saved
        if exc_type is None or not issubclass(exc_type, Exception):
            return False
        if issubclass(exc_type, SkipTest):
            case._result.addSkip(self.subtest, str(exc_value))
        elif case._expecting:
            return False
        else:
            case._outcome_ok = False
            case._errors.append((self.subtest, (exc_type, exc_value, tb)))
        return True


def _pretty(obj):
    from pprint import pformat
    return pformat(obj).splitlines()


def _diff(a, b, text=False):
    # The lines as a difference: only in the first, only in the second, in both.
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            table[i][j] = table[i + 1][j + 1] + 1 if a[i] == b[j] else max(table[i + 1][j], table[i][j + 1])
    out = []
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            out.append('  ' + a[i])
            i, j = i + 1, j + 1
        elif i < len(a) and (j == len(b) or table[i + 1][j] >= table[i][j + 1]):
            out.append('- ' + a[i])
            i += 1
        else:
            out.append('+ ' + b[j])
            j += 1
    return '\n' + '\n'.join(out) + ('\n' if text else '')


class IsolatedAsyncioTestCase(TestCase):
    """Its methods may be coroutines; each test has an event loop of its own."""

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(lambda: self._runner.run(func(*args, **kwargs)))

    async def enterAsyncContext(self, cm):
        cls = type(cm)
        result = await cls.__aenter__(cm)
        self.addAsyncCleanup(cls.__aexit__, cm, None, None, None)
        return result

    def _run_parts(self, method, expecting):
        import asyncio
        with asyncio.Runner(debug=True) as self._runner:
            super()._run_parts(method, expecting)

    def _call_set_up(self):
        self.setUp()
        self._runner.run(self.asyncSetUp())

    def _call_method(self, method):
        import inspect
        result = method()
        if inspect.isawaitable(result):
            self._runner.run(result)

    def _call_tear_down(self):
        self._runner.run(self.asyncTearDown())
        self.tearDown()


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._testFunc = testFunc

    def runTest(self):
        self._testFunc()


class TestSuite:
    """Tests in a row."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def _cases(self):
        for test in self:
            if isinstance(test, TestSuite):
                yield from test._cases()
            else:
                yield test

    def run(self, result):
        previous = None
        failed = False
        for test in self._cases():
            if result.shouldStop:
                break
            cls = test.__class__
            if cls is not previous:
                self._leave(previous, result, failed)
                failed = False
                previous = cls
                if not getattr(cls, '__unittest_skip__', False):
                    failed = not self._guard(cls, 'setUpClass', result)
            if not failed:
                test.run(result)
        self._leave(previous, result, failed)
        return result

    __call__ = run

    def _leave(self, cls, result, failed):
        if cls is not None and not failed and not getattr(cls, '__unittest_skip__', False):
            self._guard(cls, 'tearDownClass', result)

    def _guard(self, cls, name, result):
        try:
            getattr(cls, name)()
            return True
        except SkipTest as e:
            result.addSkip(_ErrorHolder(f'{name} ({cls.__module__}.{cls.__qualname__})'), str(e))
        except Exception:
            result.addError(_ErrorHolder(f'{name} ({cls.__module__}.{cls.__qualname__})'), sys.exc_info())
        return False


class _ErrorHolder:
    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    __str__ = id

    def shortDescription(self):
        return None


class TestLoader:
    """Finds tests."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = None
    suiteClass = TestSuite

    def getTestCaseNames(self, testCaseClass):
        return sorted(n for n in dir(testCaseClass)
                      if n.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, n)))

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module):
        return self.suiteClass([self.loadTestsFromTestCase(obj) for obj in
                                (getattr(module, name) for name in dir(module))
                                if isinstance(obj, type) and issubclass(obj, TestCase)
                                and obj not in (TestCase, FunctionTestCase)])

    def loadTestsFromName(self, name, module=None):
        obj = module
        for part in name.split('.'):
            parent, obj = obj, getattr(obj, part)
        if isinstance(obj, type):
            return self.loadTestsFromTestCase(obj)
        return self.suiteClass([parent(name.split('.')[-1])])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


class TestResult:
    """What came of tests."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _text(self, err, test):
        exctype, value, tb = err
        while tb and '__unittest' in tb.tb_frame.f_globals:
            tb = tb.tb_next
        value.__traceback__ = _without_own(tb)
        return ''.join(_traceback.format_exception(value))

    def addError(self, test, err):
        self.errors.append((test, self._text(err, test)))
        self.shouldStop = self.shouldStop or self.failfast

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err, test)))
        self.shouldStop = self.shouldStop or self.failfast

    def addSubTest(self, test, subtest, err):
        if err is not None:
            (self.failures if issubclass(err[0], test.failureException) else self.errors).append(
                (subtest, self._text(err, test)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        cls = self.__class__
        return (f"<{cls.__module__}.{cls.__qualname__} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")


def _without_own(tb):
    # The frames of assertions at the end are not shown.
    frames = []
    while tb:
        frames.append(tb)
        tb = tb.tb_next
    n = len(frames)
    while n and '__unittest' in frames[n - 1].tb_frame.f_globals:
        n -= 1
    if n == 0:
        return frames[0] if frames else None
    frames[n - 1].tb_next = None
    return frames[0]


class TextTestResult(TestResult):
    """Shows results as they come."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions

    def getDescription(self, test):
        first = test.shortDescription()
        return '\n'.join((str(test), first)) if self.descriptions and first else str(test)

    def startTest(self, test):
        super().startTest(test)
        self._begun = True
        if self.showAll:
            self.stream.write(self.getDescription(test) + ' ... ')

    def _show(self, long, short, test=None):
        if self.showAll:
            if test is not None and (not self._begun or isinstance(test, _SubTest)):
                if self._begun:
                    self.stream.write('\n')
                self.stream.write(('  ' if isinstance(test, _SubTest) else '') + self.getDescription(test) + ' ... ')
            self._begun = False
            self.stream.write(long + '\n')
        elif self.dots:
            self.stream.write(short)

    _begun = False

    def addSuccess(self, test):
        self._show('ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._show('ERROR', 'E', test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show('FAIL', 'F', test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self._show('FAIL' if failed else 'ERROR', 'F' if failed else 'E', subtest)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show(f'skipped {reason!r}', 's', test)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._show('expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._show('unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write('\n')
        for flavour, errors in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, err in errors:
                self.stream.write(f'{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{err}\n')
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + '\n')
            for test in self.unexpectedSuccesses:
                self.stream.write(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")


class TextTestRunner:
    """Runs tests and writes what came of them."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions, self.verbosity, self.failfast = descriptions, verbosity, failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        start = _time.perf_counter()
        test(result)
        taken = _time.perf_counter() - start
        result.printErrors()
        write = self.stream.write
        run = result.testsRun
        write(f"{result.separator2}\nRan {run} test{'s' if run != 1 else ''} in {taken:.3f}s\n\n")
        infos = []
        if not result.wasSuccessful():
            write("FAILED")
            if result.failures:
                infos.append(f"failures={len(result.failures)}")
            if result.errors:
                infos.append(f"errors={len(result.errors)}")
        else:
            write("OK")
        for name, values in (('skipped', result.skipped), ('expected failures', result.expectedFailures),
                             ('unexpected successes', result.unexpectedSuccesses)):
            if values:
                infos.append(f"{name}={len(values)}")
        write(f" ({', '.join(infos)})\n" if infos else "\n")
        return result


class TestProgram:
    """unittest.main: the tests of a module as a program."""

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, **ignored):
        self.module = sys.modules[module] if isinstance(module, str) else module
        names = []
        for arg in (sys.argv if argv is None else argv)[1:]:
            if arg in ('-v', '--verbose'):
                verbosity = 2
            elif arg in ('-q', '--quiet'):
                verbosity = 0
            elif arg in ('-f', '--failfast'):
                failfast = True
            elif not arg.startswith('-'):
                names.append(arg)
        if isinstance(defaultTest, str):
            defaultTest = [defaultTest]
        names = names or defaultTest
        tests = testLoader.loadTestsFromNames(names,
                                              self.module) if names else testLoader.loadTestsFromModule(self.module)
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity, failfast=bool(failfast))
        self.result = testRunner.run(tests)
        if exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
for _class, _module in ((TestCase, 'case'), (FunctionTestCase, 'case'), (SkipTest, 'case'), (TestSuite, 'suite'),
                        (TestResult, 'result'), (TestLoader, 'loader'), (TextTestResult, 'runner'),
                        (TextTestRunner, 'runner'), (TestProgram, 'main')):
    _class.__module__ = 'unittest.' + _module
del _class, _module
