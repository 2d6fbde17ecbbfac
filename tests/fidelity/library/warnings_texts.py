# warnings: the filters, and "once for each line": some lines hold several statements on purpose.
import warnings

warnings.warn('careful'); warnings.warn('dep', DeprecationWarning)
def h(): warnings.warn('level', stacklevel=2)
h(); h()
for i in range(2): warnings.warn('once each line')
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('rec', RuntimeWarning); print(len(w), w[0].message, w[0].category, str(w[0].lineno))
warnings.simplefilter('error')
try: warnings.warn('err')
except UserWarning as e: print(repr(e))

