# SPDX-License-Identifier: MIT
"""Keys that an OrderedDict has not: a tuple becomes the arguments of the KeyError, None none."""
from collections import OrderedDict as O
o=O(a=1)
class S(O): pass
for k in (), (1,), (1,2), None, KeyError(5), ValueError(3), 'x', [], KeyError:
    for f in ['o.pop(k)','o.move_to_end(k)','S(a=1).pop(k)','o.__delitem__(k)','O().move_to_end(k)','o[k]','O().pop(k)']:
        try: eval(f)
        except Exception as e: print(repr(k), f, type(e), e.args)
