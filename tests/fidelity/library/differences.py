# SPDX-License-Identifier: MIT
# difflib and html.
import difflib
import html

s = difflib.SequenceMatcher(None, 'private Thread currentThread;', 'private volatile Thread currentThread;')
print(round(s.ratio(), 6), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), s.get_opcodes())
s = difflib.SequenceMatcher(lambda x: x == ' ', ' abcd', 'abcd abcd')
print(s.find_longest_match(0, 5, 0, 9), s.get_opcodes(), s.bjunk)
print(
    difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']),
    difflib.get_close_matches('wheel', ['while', 'if', 'else', 'heel', 'eel'], n=2, cutoff=0.3),
)
for bad in ((0, 0.5), (1, 2)):
    try:
        difflib.get_close_matches('a', [], *bad)
    except ValueError as e:
        print(e)
a = [f'line {i}\n' for i in range(20)]
b = a[:3] + ['new\n'] + a[4:12] + a[14:] + ['end\n']
print(''.join(difflib.unified_diff(a, b, 'old.txt', 'new.txt', '2001', '2002')), end='')
print(''.join(difflib.context_diff(a, b, 'old.txt', 'new.txt', n=1)), end='')
print(list(difflib.unified_diff(['a'], ['a'])), list(difflib.unified_diff([], ['x'], lineterm='')))
print(
    difflib.SequenceMatcher(None, 'a' * 300 + 'b', 'b' + 'a' * 300).ratio(),
    difflib.SequenceMatcher(a=[1, 2, 3, 4], b=[2, 3, 5]).get_opcodes(),
    difflib.SequenceMatcher(None, '', '').ratio(),
)
print(
    html.escape('<a href="x">\'&</a>'),
    html.escape('"', quote=False),
    html.unescape('&lt;b&gt; &amp; &#65;&#x42; &quot;'),
)
