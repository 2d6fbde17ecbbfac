# textwrap, statistics, reprlib, os.path.
import os
import reprlib
import statistics as st
import textwrap
from fractions import Fraction


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


text = 'The quick brown fox, who was well-known for jumping over lazy dogs -- and cats, jumped again. ' * 2
for w in (10, 25, 40):
    print(textwrap.fill(text, w))
print(textwrap.wrap('aaaaaaaaaaaaaaa bb', 5), textwrap.wrap('aaaaaaaaaaaaaaa bb', 5, break_long_words=False))
print(textwrap.fill('hello there world', 12, initial_indent='* ', subsequent_indent='  '))
print(repr(textwrap.dedent('\n    a\n      b\n\n    c\n')), repr(textwrap.indent('a\n\nb\n', '> ')), textwrap.shorten('Hello  big  world!', 12))
print(textwrap.wrap(text, 30, max_lines=2), textwrap.wrap('a\tb\nc'), textwrap.wrap(''), textwrap.shorten('Hello world', 10, placeholder='...'))
show('width', lambda: textwrap.wrap('a', 0))

data = [1, 2, 2, 3, 4, 7, 9]
for name in ('mean', 'fmean', 'median', 'median_low', 'median_high', 'median_grouped', 'mode', 'multimode', 'stdev', 'pstdev',
             'variance', 'pvariance', 'harmonic_mean', 'geometric_mean', 'quantiles'):
    print(name, getattr(st, name)(data), getattr(st, name)([1.5, 2.5, 4.25, 4.25]))
print(st.mean([Fraction(1, 2), Fraction(1, 3)]), st.variance([Fraction(1, 2), 1]), st.mean([1, 2]), st.quantiles(data, n=10, method='inclusive'))
print(st.correlation([1, 2, 3], [1, 5, 7]), st.covariance([1, 2, 3], [1, 5, 7]), st.linear_regression([1, 2, 3], [2, 4, 7]))
n = st.NormalDist(10, 2)
print(n, n.cdf(12), n.pdf(10), n + 5, n.zscore(14), n.mean, n.stdev, st.NormalDist.from_samples([1, 2, 3]), st.fmean([1, 2], [3, 1]))
for e in ('mean', 'median', 'mode', 'stdev', 'variance', 'fmean', 'pvariance', 'harmonic_mean', 'quantiles'):
    show(e, lambda: getattr(st, e)([]))
show('bad', lambda: st.mean(['a']))

print(reprlib.repr(list(range(100))), reprlib.repr('x' * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr([[[[[[[[1]]]]]]]]))
print(reprlib.repr(set(range(20))), reprlib.repr(10 ** 100), reprlib.repr((1,)), reprlib.repr(frozenset()))


class L(list):
    @reprlib.recursive_repr()
    def __repr__(self):
        return '<' + ', '.join(map(repr, self)) + '>'


l = L([1])
l.append(l)
print(l)
print(os.path.join('a', 'b', '/c', 'd'), os.path.split('/a/b'), os.path.splitext('x.tar.gz'), os.path.basename('/a/b.c'), os.path.dirname('/a/b'))
print(os.path.normpath('a//b/../c/.'), os.path.splitext('.bashrc'), os.path.isabs('/x'), os.path.commonprefix(['abc', 'abd']), os.sep, repr(os.linesep), os.name)
import os.path
from os.path import join, exists
print(join('x', 'y'), os.path.commonpath(['/a/b', '/a/c']), exists('/nothing/there'), os.path.relpath('/a/b', '/a/c'), os.fspath('q'))
