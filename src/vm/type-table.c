/* SPDX-License-Identifier: MIT
 *
 * The table of the built-in types. A type that stands in types.def and not here does not exist (yet).
 */
#include "type-table.h"

#include "objects/descr.h"
#include "objects/iterators.h"
#include "objects/obj-dict-views.h"
#include "objects/obj-list.h"
#include "objects/obj-misc.h"
#include "objects/obj-set.h"
#include "objects/obj-tuple.h"
#include "objects/dict-keys.h"
#include "objects/value-specs.h"

#define ENTRY(id, name) { RS_T_##id, &rs_spec_##name }

const RsTypeEntry rs_type_entries[] = {
  ENTRY (OBJECT, object), ENTRY (TYPE, type), ENTRY (NONE, none), ENTRY (NOT_IMPLEMENTED, not_implemented), ENTRY (ELLIPSIS, ellipsis),
  ENTRY (INT, int), ENTRY (BOOL, bool), ENTRY (FLOAT, float), ENTRY (COMPLEX, complex), ENTRY (STR, str), ENTRY (BYTES, bytes),
  ENTRY (BYTEARRAY, bytearray), ENTRY (MEMORYVIEW, memoryview), ENTRY (LIST, list), ENTRY (TUPLE, tuple), ENTRY (DICT, dict), ENTRY (SET, set), ENTRY (FROZENSET, frozenset),
  ENTRY (RANGE, range), ENTRY (SLICE, slice), ENTRY (LIST_ITER, list_iter), ENTRY (LIST_REVITER, list_reviter), ENTRY (TUPLE_ITER, tuple_iter),
  ENTRY (STR_ITER, str_iter), ENTRY (STR_ASCII_ITER, str_ascii_iter), ENTRY (BYTES_ITER, bytes_iter), ENTRY (BYTEARRAY_ITER, bytearray_iter),
  ENTRY (SET_ITER, set_iter), ENTRY (RANGE_ITER, range_iter), ENTRY (LONGRANGE_ITER, longrange_iter), ENTRY (DICT_KEYS, dict_keys),
  ENTRY (DICT_VALUES, dict_values), ENTRY (DICT_ITEMS, dict_items), ENTRY (DICT_KEYITER, dict_keyiter), ENTRY (DICT_VALUEITER, dict_valueiter),
  ENTRY (DICT_ITEMITER, dict_itemiter), ENTRY (DICT_REVKEYITER, dict_revkeyiter), ENTRY (DICT_REVVALUEITER, dict_revvalueiter),
  ENTRY (DICT_REVITEMITER, dict_revitemiter), ENTRY (SEQ_ITER, seq_iter), ENTRY (CALLABLE_ITER, callable_iter), ENTRY (ENUMERATE, enumerate),
  ENTRY (ZIP, zip), ENTRY (MAP, map), ENTRY (FILTER, filter), ENTRY (REVERSED, reversed), ENTRY (FUNCTION, function), ENTRY (METHOD, method),
  ENTRY (BUILTIN, builtin), ENTRY (METHOD_DESCR, method_descr), ENTRY (CLASSMETHOD_DESCR, classmethod_descr), ENTRY (WRAPPER_DESCR, wrapper_descr),
  ENTRY (METHOD_WRAPPER, method_wrapper), ENTRY (GETSET_DESCR, getset_descr), ENTRY (MEMBER_DESCR, member_descr), ENTRY (PROPERTY, property),
  ENTRY (STATICMETHOD, staticmethod), ENTRY (CLASSMETHOD, classmethod), ENTRY (SUPER, super), ENTRY (MAPPINGPROXY, mappingproxy),
  ENTRY (NAMESPACE, namespace), ENTRY (MODULE, module), ENTRY (CELL, cell), ENTRY (CODE, code), ENTRY (FRAME, frame), ENTRY (TRACEBACK, traceback),
  ENTRY (GENERATOR, generator), ENTRY (COROUTINE, coroutine),
  ENTRY (COROUTINE_WRAPPER, coroutine_wrapper), ENTRY (ASYNC_GENERATOR, async_generator), ENTRY (ASYNC_GEN_ASEND, async_gen_asend),
  ENTRY (ASYNC_GEN_ATHROW, async_gen_athrow), ENTRY (ASYNC_GEN_WRAPPED, async_gen_wrapped), ENTRY (ANEXT_AWAITABLE, anext_awaitable),
  ENTRY (WEAKREF, weakref), ENTRY (PROXY, proxy), ENTRY (CALLABLE_PROXY, callable_proxy),
  ENTRY (GENERIC_ALIAS, generic_alias), ENTRY (UNION, union), ENTRY (LOCK, lock), ENTRY (RLOCK, rlock), ENTRY (TEXT_STREAM, text_stream),
  ENTRY (RE_PATTERN, re_pattern), ENTRY (RE_MATCH, re_match), ENTRY (RE_SCANNER, re_scanner), ENTRY (RANDOM, random), ENTRY (DEQUE, deque), ENTRY (DEQUE_ITER, deque_iter), ENTRY (DEQUE_REVITER, deque_reviter), ENTRY (DEFAULTDICT, defaultdict), ENTRY (TUPLEGETTER, tuplegetter),
  ENTRY (PARTIAL, partial), ENTRY (CMP_KEY, cmp_key), ENTRY (LRU_CACHE, lru_cache), ENTRY (LRU_LINK, lru_link), ENTRY (ITEMGETTER, itemgetter),
  ENTRY (ATTRGETTER, attrgetter), ENTRY (METHODCALLER, methodcaller),
  ENTRY (IT_COUNT, it_count), ENTRY (IT_CYCLE, it_cycle), ENTRY (IT_REPEAT, it_repeat), ENTRY (IT_CHAIN, it_chain), ENTRY (IT_ISLICE, it_islice),
  ENTRY (IT_TAKEWHILE, it_takewhile), ENTRY (IT_DROPWHILE, it_dropwhile), ENTRY (IT_FILTERFALSE, it_filterfalse), ENTRY (IT_STARMAP, it_starmap),
  ENTRY (IT_COMPRESS, it_compress), ENTRY (IT_ACCUMULATE, it_accumulate), ENTRY (IT_PAIRWISE, it_pairwise), ENTRY (IT_ZIP_LONGEST, it_zip_longest),
  ENTRY (IT_PRODUCT, it_product), ENTRY (IT_PERMUTATIONS, it_permutations), ENTRY (IT_COMBINATIONS, it_combinations),
  ENTRY (IT_COMBINATIONS_R, it_combinations_r), ENTRY (IT_GROUPBY, it_groupby), ENTRY (IT_GROUPER, it_grouper), ENTRY (IT_TEE, it_tee),
  ENTRY (IT_TEE_DATA, it_tee_data),
};
const guint rs_n_type_entries = G_N_ELEMENTS (rs_type_entries);
