# SPDX-License-Identifier: MIT
# json: both ways, and the messages.
import json

data = {
    'a': [1, 2.5, None, True, {'x': 'é"\n'}],
    'b': {},
    'c': [],
    '1': (1, 2),
    3: 'k',
    None: 1,
    True: 2,
    1.5: 3,
}
print(json.dumps(data))
print(json.dumps(data, indent=2))
print(json.dumps([3, 1], separators=(',', ':')))
print(json.dumps({'b': 1, 'a': 2}, sort_keys=True, indent='\t'))
print(
    json.dumps('é😀', ensure_ascii=False),
    json.dumps('é😀\x7f'),
    json.dumps(float('inf')),
    json.dumps([float('nan')]),
)
for t in (
    '{"a": [1, 2.0, -3e5, "x\\u00e9\\n", null, true, false]}',
    '[]',
    ' 12 ',
    '"\\ud83d\\ude00"',
    'NaN',
    '-Infinity',
    '1E5',
    '-0',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    '',
    '[1 2]',
    '{"a" 1}',
    '"abc',
    '"\\x"',
    '01',
    '[1',
    'nul',
    '"\t"',
    '{"a":1 "b"}',
    '[1]x',
    "{'a':1}",
    '"\\u12"',
    '1.',
    '-',
    '{"a":',
    '{',
    '["a',
    '\n\n  x',
):
    try:
        print(repr(t), repr(json.loads(t)))
    except Exception as x:
        print(repr(t), type(x).__name__, x, x.lineno, x.colno)
for e in (
    'json.dumps({1,2})',
    'json.dumps({(1,2):3})',
    'json.dumps(object())'.replace('object()', '1j'),
    'json.loads(3)',
    'json.dumps(float("nan"), allow_nan=False)',
    'json.dumps({(1,):2}, skipkeys=True)',
    'json.dumps({1}, default=list)',
    'json.loads("[1.5]", parse_float=str)',
    'json.loads("{\\"a\\":1}", object_hook=lambda d: sorted(d.items()))',
    'json.loads(b"[1]")',
    'json.loads("{\\"a\\":1}", object_pairs_hook=list)',
):
    try:
        print(e, eval(e))
    except Exception as x:
        print(e, type(x).__name__, x)
c = []
c.append(c)
try:
    json.dumps(c)
except ValueError as x:
    print(x)
