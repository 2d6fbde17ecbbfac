# types.coroutine, classes made at run time, and attributes that only instances have.
import types


class ByHand:
    gi_code = gi_frame = gi_yieldfrom = None
    gi_running = False

    def send(self, value):
        return 'send', value

    def throw(self, *how):
        return 'throw', len(how)

    def close(self):
        return 'closed'

    def __iter__(self):
        return self

    def __next__(self):
        return 'next'


def makes(kind):
    'documented'
    return (i for i in (1, 2)) if kind else ByHand()


wrapped = types.coroutine(makes)
print(wrapped.__name__, wrapped.__doc__, wrapped.__wrapped__ is makes)
for kind in (0, 1):
    it = wrapped(kind)
    print(type(it).__name__, it.__name__, it.cr_running, it.cr_await, type(iter(it)).__name__)
it = wrapped(0)
print(it.send(3), it.throw(ValueError, 1), next(it), it.close(), sorted(vars(it)))


class Base:
    def __init__(self, name):
        self.name = name

    def __mro_entries__(self, bases):
        print(self.name)
        return (int,) if self.name == 'int' else ()


made = types.new_class('Made', (Base('int'), Base('none')), {}, lambda body: body.update(a=1))
print(made.__mro__, len(made.__orig_bases__), made.a)


class D:
    @types.DynamicClassAttribute
    def v(self):
        'of v'
        return 3

    @v.setter
    def v(self, value):
        print('set', value)


d = D()
d.v = 4
print(d.v, vars(D)['v'].__doc__, vars(D)['v'].overwrite_doc)
for action in (lambda: D.v, lambda: delattr(d, 'v')):
    try:
        action()
    except AttributeError as error:
        print(repr(error))
