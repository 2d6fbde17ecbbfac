# SPDX-License-Identifier: MIT
# argparse: help and usage, errors, sub-commands, kinds of nargs.
import argparse
import io
import sys

p = argparse.ArgumentParser(
    prog='prog',
    description='Process some integers and do it well, at length, so that the text has to be wrapped by the formatter.',
    epilog='The end of %(prog)s.',
)
p.add_argument('nums', metavar='N', type=int, nargs='+', help='an integer for the accumulator')
p.add_argument(
    '--sum',
    dest='acc',
    action='store_const',
    const=sum,
    default=max,
    help='sum the integers (default: find the max)',
)
p.add_argument('-v', '--verbose', action='count', default=0, help='more words')
p.add_argument('-o', '--output', default='out.txt', help='file to write (default: %(default)s)')
p.add_argument('--level', choices=['low', 'high'], help='level')
p.add_argument(
    '-x',
    '--very-long-option-name-indeed',
    metavar='VALUE',
    help='a help text that is long enough to be wrapped over a line or two of the help',
)
p.add_argument('--flag', action=argparse.BooleanOptionalAction, default=True, help='a flag')
p.add_argument('--version', action='version', version='%(prog)s 1.0')
p.print_help()
p.print_usage()
print(
    {
        k: v
        for k, v in vars(p.parse_args(['1', '2', '-vv', '--out', 'f', '--level=low'])).items()
        if k != 'acc'
    }
)
a = p.parse_args(['1', '2', '3', '--sum', '--no-flag'])
print(a.acc(a.nums), a.flag)


def attempt(p, args):
    err = io.StringIO()
    old = sys.stderr
    sys.stderr = err
    try:
        print(p.parse_args(args))
    except SystemExit as e:
        print('exit', e.code)
    finally:
        sys.stderr = old
    print(err.getvalue(), end='')


for args in (
    [],
    ['a'],
    ['1', '--level', 'mid'],
    ['1', '--nope'],
    ['1', '--ver'],
    ['--version'],
    ['1', '-o'],
    ['1', '--sum=3'],
):
    attempt(p, args)
q = argparse.ArgumentParser(prog='git', formatter_class=argparse.ArgumentDefaultsHelpFormatter)
q.add_argument('--dry', action='store_true', help='do nothing')
s = q.add_subparsers(dest='cmd', help='commands', required=True)
c = s.add_parser('commit', help='record changes', aliases=['ci'])
c.add_argument('-m', required=True, help='message')
c.add_argument('files', nargs='*', default=['.'], help='files')
c.set_defaults(func=1)
d = s.add_parser('push', help='update remote')
g = d.add_mutually_exclusive_group(required=True)
g.add_argument('--force', action='store_true')
g.add_argument('--safe', action='store_false')
q.print_help()
c.print_help()
d.print_usage()
for args in (
    ['commit', '-m', 'x', 'a', 'b'],
    ['ci', '-mx'],
    ['push', '--force'],
    ['push', '--force', '--safe'],
    ['push'],
    [],
    ['zzz'],
    ['commit'],
):
    attempt(q, args)
r = argparse.ArgumentParser(prog='r', add_help=False)
r.add_argument('src')
r.add_argument('dst', nargs='?', default='d')
r.add_argument('-n', type=float, default='3')
r.add_argument('-a', '--all', action='append')
r.add_argument('--pair', nargs=2)
r.add_argument('--opt', nargs='?', const='C')
r.add_argument('rest', nargs=argparse.REMAINDER)
gr = r.add_argument_group('extra', 'extra things')
gr.add_argument('--e', action='extend', nargs='+')
print(r.parse_args(['s', '-n', '2.5', '-a', '1', '--all=2', '--pair', 'x', 'y', '--opt']))
print(r.parse_args(['s', '-5', '--e', '1', '2', '--opt', 'O']), r.parse_known_args(['s', 'd', '--zz', '1']))
print(r.parse_args(['--', '-s', 'q', '--e', 'z']))
r.print_help()
print(argparse.Namespace(a=1, b='x') == argparse.Namespace(a=1, b='x'), 'a' in argparse.Namespace(a=1))
