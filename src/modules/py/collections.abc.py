# SPDX-License-Identifier: MIT
# The abstract base classes, which _collections_abc makes.
from _collections_abc import *
from _collections_abc import __all__
from _collections_abc import _CallableGenericAlias
