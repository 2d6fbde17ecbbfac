# logging to standard output, so that the texts are compared.
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(levelname)s|%(name)s|%(message)s|%(funcName)s|%(lineno)d')
log = logging.getLogger('app.part')
log.debug('hidden')
log.info('hello %s %d', 'x', 3)
log.warning('careful %(a)s', {'a': 1})
logging.error('root')


def f():
    log.critical('inside')


f()
try:
    1 / 0
except ZeroDivisionError:
    log.exception('failed')
print(log, log.level, log.getEffectiveLevel(), logging.getLevelName(30), log.parent, log.isEnabledFor(10), logging.getLogger())
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter('{levelname:>8} {message}', style='{'))
log.addHandler(h)
log.propagate = False
log.setLevel('DEBUG')
log.debug('now %s', [1])
h.addFilter(lambda r: 'no' not in r.getMessage())
log.info('no')
log.log(35, 'level 35')
child = log.getChild('child')
child.info('up')
logging.LoggerAdapter(log, {'k': 1}).info('adapted')
logging.disable(logging.CRITICAL)
log.critical('off')
logging.disable(logging.NOTSET)
for bad in (lambda: log.setLevel('X'), lambda: logging.getLogger(3), lambda: log.log('a', 'b')):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
