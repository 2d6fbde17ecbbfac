# SPDX-License-Identifier: MIT
# unittest with coroutines and with context managers.
import asyncio
import io
import sys
import unittest


class T(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        print('asetup')
        self.x = 1

    def setUp(self):
        print('setup')

    async def test_one(self):
        await asyncio.sleep(0.01)
        self.assertEqual(self.x, 1)
        print('one')

    async def test_two(self):
        await asyncio.sleep(0)
        self.fail('no')

    def test_sync(self):
        print('sync')

    async def asyncTearDown(self):
        print('atear')

    def tearDown(self):
        print('tear')


class C(unittest.TestCase):
    def test_ctx(self):
        import contextlib

        @contextlib.contextmanager
        def cm():
            print('enter')
            yield 5
            print('exit')

        self.assertEqual(self.enterContext(cm()), 5)
        with self.assertRaises(TypeError) as e:
            self.enterContext(3)
        print(e.exception)


s = unittest.TestSuite([unittest.defaultTestLoader.loadTestsFromTestCase(k) for k in (T, C)])
r = unittest.TextTestRunner(stream=io.StringIO()).run(s)
print(r.testsRun, len(r.failures), len(r.errors))
print(asyncio.get_event_loop_policy().__class__.__name__ != '')
import base64

print(base64.encodebytes(b'a' * 60), base64.decodebytes(b'YWI=\n'))
