import sys, weakref


class Thing:
    def __del__(self):
        print('gone')


def inner():
    return sys._getframe()


def outer():
    thing = Thing()
    return inner()


frame = outer()
print(frame.f_back.f_code.co_name, frame.f_back.f_back.f_code.co_name)
del frame
print('end')
