import sys

class Speaks(Exception):
    def __del__(self):
        print('dies')

def hook(kind, value, traceback):
    print('hook', kind.__name__, value)

sys.excepthook = hook
raise Speaks('one')
1 // 0
sys.excepthook = sys.__excepthook__
del sys.last_value
