# traceback: how its functions tell an exception. Lines that hold several statements, on purpose: carets tell them apart.
import traceback

def f(): raise ValueError('x')
try: f()
except ValueError as e:
    print(traceback.format_exc()); traceback.print_exc()
    for x in traceback.extract_tb(e.__traceback__): print(x.name, x.lineno, x.line)
    print(traceback.format_exception_only(e), traceback.format_exception(e), traceback.format_tb(e.__traceback__))
    print(list(traceback.TracebackException.from_exception(e).format()))
def g(): traceback.print_stack(); return traceback.format_stack()
print(g())
