# SPDX-License-Identifier: MIT
# Operators as functions; those that must be fast are in C (_operator).
from _operator import *
from _operator import (__lt__, __le__, __eq__, __ne__, __ge__, __gt__, __not__, __abs__, __add__, __and__, __floordiv__,
                       __index__, __inv__, __invert__, __lshift__, __mod__, __mul__, __matmul__, __neg__, __or__, __pos__,
                       __pow__, __rshift__, __sub__, __truediv__, __xor__, __concat__, __contains__, __delitem__, __getitem__,
                       __setitem__, __iadd__, __iand__, __iconcat__, __ifloordiv__, __ilshift__, __imod__, __imul__,
                       __imatmul__, __ior__, __ipow__, __irshift__, __isub__, __itruediv__, __ixor__, __call__)
