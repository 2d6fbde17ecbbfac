# unittest: results, in the order of the loader, without times.
import io
import sys
import unittest


class Maths(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print('class')

    def setUp(self):
        print('up', self._testMethodName)
        self.addCleanup(print, 'cleanup')

    def tearDown(self):
        print('down')

    def test_ok(self):
        """Adds."""
        self.assertEqual(1 + 1, 2)
        self.assertTrue(1)
        self.assertIn(1, [1])
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertIsInstance(1, int)
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        print(repr(cm.exception))
        self.assertRaises(ValueError, int, 'x')
        with self.assertRaisesRegex(ValueError, 'invalid'):
            int('x')

    def test_fail(self):
        self.assertEqual(1, 2, 'message')

    def test_error(self):
        {}['x']

    @unittest.skip('later')
    def test_skip(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail('known')

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertEqual(i % 2, 0)


class Messages(unittest.TestCase):
    def runTest(self):
        pass

    def check(self):
        for call in (lambda: self.assertEqual([1, 2, 3], [1, 5]), lambda: self.assertTrue(0), lambda: self.assertIn(1, []),
                     lambda: self.assertIs(1, 2), lambda: self.assertIsNone(1), lambda: self.assertLess(2, 1), lambda: self.assertNotEqual(1, 1),
                     lambda: self.assertAlmostEqual(1, 2), lambda: self.assertIsInstance(1, str), lambda: self.assertRaises(ValueError, int, '1'),
                     lambda: self.assertRegex('a', 'b'), lambda: self.assertEqual({1: 'first'}, {7: 2}), lambda: self.assertEqual({1}, {2}),
                     lambda: self.assertCountEqual([1, 2], [2, 3]), lambda: self.fail('why'), lambda: self.assertFalse([1])):
            try:
                call()
            except AssertionError as error:
                print(error)


Messages().check()
stream = io.StringIO()
for verbosity in (1, 2):
    suite = unittest.TestLoader().loadTestsFromTestCase(Maths)
    result = unittest.TextTestRunner(stream=stream, verbosity=verbosity).run(suite)
    print(result, result.wasSuccessful(), len(result.skipped), suite.countTestCases())
import re
print(re.sub(r'in [\d.]+s|File ".*?"', '', stream.getvalue()))
