# itertools: every function.
import itertools as it
import operator


def show(text, call):
    try:
        print(text, '->', call())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


print(list(it.islice(it.count(), 3)), list(it.islice(it.count(10, -2.5), 3)), it.count(3), it.count(1, 2))
print(list(it.islice(it.cycle('ab'), 5)), list(it.repeat(1, 3)), it.repeat(2, 4), it.repeat('x'))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], operator.mul, initial=5)), list(it.accumulate([])))
print(list(it.chain('ab', [1])), list(it.chain.from_iterable(['ab', 'c'])), list(it.compress('abcd', [1, 0, 1])))
print(list(it.dropwhile(lambda x: x < 3, [1, 3, 1])), list(it.takewhile(lambda x: x < 3, [1, 3, 1])))
print(list(it.filterfalse(None, [0, 1, 2])), [(k, list(g)) for k, g in it.groupby('aabbb')])
print([(k, list(g)) for k, g in it.groupby([1, 3, 2, 4], key=lambda x: x % 2)])
print(list(it.islice('abcdef', 2)), list(it.islice('abcdef', 1, 5, 2)), list(it.islice('abc', None)))
print(list(it.pairwise('abc')), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest('ab', [1], fillvalue='-')))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a))
print(list(it.product('ab', [1, 2])), list(it.product([0, 1], repeat=2)), list(it.product()))
print(list(it.permutations('abc', 2)), len(list(it.permutations(range(4)))))
print(list(it.combinations('abc', 2)), list(it.combinations_with_replacement('ab', 2)), list(it.combinations('a', 2)))
show('islice', lambda: it.islice('a', -1))
show('islice', lambda: it.islice('a', 0, 5, 0))
show('count', lambda: it.count('a'))
show('repeat', lambda: it.repeat())
show('combinations', lambda: it.combinations('a', -1))
show('chain', lambda: list(it.chain(1)))
show('zip_longest', lambda: it.zip_longest(1))
show('groupby', lambda: it.groupby())
show('product', lambda: it.product('a', repeat=-1))
show('kw', lambda: it.chain(a=1))
g = it.groupby('aabb')
k, first = next(g)
next(g)
print(k, list(first))
print(type(it.chain()).__name__, it.chain.__module__, type(it.tee([])[0]).__name__)
