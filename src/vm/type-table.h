/* SPDX-License-Identifier: MIT
 *
 * All built-in types but the exceptions, with their identities. A base stands
 * before its subclasses.
 */
#pragma once

#include "heap/vm-state.h"

G_BEGIN_DECLS

typedef struct {
  guint16 id;
  const RsTypeSpec *spec;
} RsTypeEntry;
extern const RsTypeEntry rs_type_entries[];
extern const guint rs_n_type_entries;

/* The vm's own types. */
extern const RsTypeSpec rs_spec_function, rs_spec_code, rs_spec_frame, rs_spec_traceback,
    rs_spec_generator, rs_spec_coroutine, rs_spec_module, rs_spec_coroutine_wrapper,
    rs_spec_async_generator, rs_spec_async_gen_asend, rs_spec_async_gen_athrow,
    rs_spec_async_gen_wrapped, rs_spec_anext_awaitable;
/* In src/modules. */
extern const RsTypeSpec rs_spec_lock, rs_spec_rlock, rs_spec_text_stream, rs_spec_random,
    rs_spec_re_pattern, rs_spec_re_match, rs_spec_re_scanner;
/* In src/modules: the library's. */
extern const RsTypeSpec rs_spec_deque, rs_spec_deque_iter, rs_spec_deque_reviter,
    rs_spec_defaultdict, rs_spec_tuplegetter, rs_spec_partial, rs_spec_cmp_key, rs_spec_lru_cache,
    rs_spec_lru_link, rs_spec_itemgetter, rs_spec_attrgetter, rs_spec_methodcaller;
extern const RsTypeSpec rs_spec_it_count, rs_spec_it_cycle, rs_spec_it_repeat, rs_spec_it_chain,
    rs_spec_it_islice, rs_spec_it_takewhile, rs_spec_it_dropwhile, rs_spec_it_filterfalse,
    rs_spec_it_starmap, rs_spec_it_compress, rs_spec_it_accumulate, rs_spec_it_pairwise,
    rs_spec_it_zip_longest, rs_spec_it_product, rs_spec_it_permutations, rs_spec_it_combinations,
    rs_spec_it_combinations_r, rs_spec_it_groupby, rs_spec_it_grouper, rs_spec_it_tee,
    rs_spec_it_tee_data;

G_END_DECLS
