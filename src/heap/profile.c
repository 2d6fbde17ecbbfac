/* SPDX-License-Identifier: MIT
 *
 * Layouts of the built-in types by version, as __basicsize__, __itemsize__, __dictoffset__ and __weakrefoffset__ of a real
 * interpreter of that version give them. A type that has no row takes its base's.
 */
#include "profile.h"

#include "vm-state.h"

#include <string.h>

const RsProfile rs_profile_3_11 = {
  .version = "3.11", .full_version = "3.11.7",
  .gc_thresholds = { 700, 10, 10 },
  .small_int_min = -5, .small_int_max = 256,
  .small_int_refcnt = 1000000000,
  .pool_bytes = 16384, .arena_bytes = 1 << 20,
  .class_basicsize = 904, .class_keys_log2 = 5,
  .float_free = 100, .list_free = 80, .dict_free = 80, .keys_free = 80, .tuple_free = 2000, .context_free = 255,
};

#define ROW(id, ...) [RS_T_##id] = { __VA_ARGS__ }

static const RsTypeLayout layouts_3_11[RS_N_TYPES] = {
  ROW (OBJECT, 16), ROW (TYPE, 904, 40, 264, 368), ROW (NONE, 16), ROW (NOT_IMPLEMENTED, 16), ROW (ELLIPSIS, 16),
  ROW (INT, 24, 4), ROW (BOOL, 32, 4), ROW (FLOAT, 24), ROW (COMPLEX, 32), ROW (STR, 80), ROW (BYTES, 33, 1),
  ROW (BYTEARRAY, 56), ROW (MEMORYVIEW, 144, 8, 0, 136), ROW (LIST, 40), ROW (TUPLE, 24, 8), ROW (DICT, 48),
  ROW (SET, 200, 0, 0, 192), ROW (FROZENSET, 200, 0, 0, 192), ROW (RANGE, 48), ROW (SLICE, 40),
  ROW (LIST_ITER, 32), ROW (LIST_REVITER, 32), ROW (TUPLE_ITER, 32), ROW (STR_ITER, 32), ROW (STR_ASCII_ITER, 32),
  ROW (BYTES_ITER, 32), ROW (BYTEARRAY_ITER, 32), ROW (SET_ITER, 48), ROW (RANGE_ITER, 48), ROW (LONGRANGE_ITER, 48),
  ROW (DICT_KEYS, 24), ROW (DICT_VALUES, 24), ROW (DICT_ITEMS, 24), ROW (DICT_KEYITER, 56), ROW (DICT_VALUEITER, 56),
  ROW (DICT_ITEMITER, 56), ROW (DICT_REVKEYITER, 56), ROW (DICT_REVVALUEITER, 56), ROW (DICT_REVITEMITER, 56),
  ROW (SEQ_ITER, 32), ROW (CALLABLE_ITER, 32), ROW (ENUMERATE, 56), ROW (ZIP, 48), ROW (MAP, 32), ROW (FILTER, 32),
  ROW (REVERSED, 32), ROW (FUNCTION, 136, 0, 88, 96), ROW (METHOD, 48, 0, 0, 32), ROW (BUILTIN, 56, 0, 0, 40),
  ROW (METHOD_DESCR, 56), ROW (CLASSMETHOD_DESCR, 56), ROW (WRAPPER_DESCR, 56), ROW (METHOD_WRAPPER, 32), ROW (GETSET_DESCR, 48), ROW (MEMBER_DESCR, 48),
  ROW (PROPERTY, 64), ROW (STATICMETHOD, 32, 0, 24), ROW (CLASSMETHOD, 32, 0, 24), ROW (SUPER, 40), ROW (MAPPINGPROXY, 24),
  ROW (NAMESPACE, 24, 0, 16), ROW (MODULE, 56, 0, 16, 40), ROW (CELL, 24), ROW (CODE, 184, 2, 0, 144), ROW (FRAME, 120, 8),
  ROW (TRACEBACK, 40), ROW (GENERATOR, 152, 8, 0, 24), ROW (COROUTINE, 152, 8, 0, 24), ROW (COROUTINE_WRAPPER, 24), ROW (ASYNC_GENERATOR, 152, 8, 0, 24),
  ROW (ASYNC_GEN_ASEND, 40), ROW (ASYNC_GEN_ATHROW, 40), ROW (ASYNC_GEN_WRAPPED, 24), ROW (ANEXT_AWAITABLE, 32),
  ROW (WEAKREF, 64), ROW (PROXY, 64), ROW (CALLABLE_PROXY, 64), ROW (GENERIC_ALIAS, 64, 0, 0, 40), ROW (UNION, 32),
  ROW (LOCK, 40, 0, 0, 24), ROW (RLOCK, 48, 0, 0, 40), ROW (THREAD_HANDLE, 16), ROW (TEXT_STREAM, 16), ROW (STRUCT_SEQ, 24, 8),
  ROW (CT_SIMPLE, 136), ROW (CT_POINTER, 136), ROW (RE_PATTERN, 88, 16), ROW (RE_MATCH, 96, 8), ROW (RE_SCANNER, 32), ROW (RANDOM, 2520), ROW (DEQUE, 216, 0, 0, 208), ROW (DEQUE_ITER, 56), ROW (DEQUE_REVITER, 56),
  ROW (DEFAULTDICT, 56), ROW (PARTIAL, 64, 0, 40, 48), ROW (LRU_CACHE, 152, 0, 136, 144), ROW (CMP_KEY, 32), ROW (LRU_LINK, 56), ROW (TUPLEGETTER, 32),
  ROW (ITEMGETTER, 48), ROW (ATTRGETTER, 40), ROW (METHODCALLER, 40), ROW (IT_COUNT, 40), ROW (IT_CYCLE, 48), ROW (IT_REPEAT, 32), ROW (IT_CHAIN, 32),
  ROW (IT_ISLICE, 56), ROW (IT_TAKEWHILE, 40), ROW (IT_DROPWHILE, 40), ROW (IT_FILTERFALSE, 32), ROW (IT_STARMAP, 32), ROW (IT_COMPRESS, 32),
  ROW (IT_ACCUMULATE, 48), ROW (IT_PAIRWISE, 32), ROW (IT_ZIP_LONGEST, 56), ROW (IT_PRODUCT, 48), ROW (IT_PERMUTATIONS, 64), ROW (IT_COMBINATIONS, 56),
  ROW (IT_COMBINATIONS_R, 56), ROW (IT_GROUPBY, 64), ROW (IT_GROUPER, 32), ROW (IT_TEE, 40, 0, 0, 32), ROW (IT_TEE_DATA, 496),
  ROW (BaseException, 72, 0, 16), ROW (OSError, 112, 0, 16), ROW (StopIteration, 80, 0, 16), ROW (SystemExit, 80, 0, 16),
  ROW (AttributeError, 88, 0, 16), ROW (NameError, 80, 0, 16), ROW (ImportError, 96, 0, 16), ROW (SyntaxError, 136, 0, 16),
  ROW (UnicodeDecodeError, 112, 0, 16), ROW (UnicodeEncodeError, 112, 0, 16), ROW (UnicodeTranslateError, 112, 0, 16), ROW (BaseExceptionGroup, 88, 0, 16), ROW (ExceptionGroup, 96, 0, 16, 88),
};

const RsProfile *
rs_profile_find (const char *version)
{
  return strcmp (version, rs_profile_3_11.version) == 0 ? &rs_profile_3_11 : NULL;
}

const RsTypeLayout *
rs_profile_layout (const RsProfile *profile, guint type_id)
{
  const RsTypeLayout *row = &layouts_3_11[type_id];
  return row->basicsize != 0 ? row : NULL;
}
