/* SPDX-License-Identifier: MIT
 *
 * The modules' types, and the table of all.
 */
#pragma once

#include "heap/vm-state.h"

G_BEGIN_DECLS

extern const RsTypeEntry rs_type_entries[]; /* the last one has no spec */

extern const RsTypeSpec rs_spec_lock, rs_spec_rlock, rs_spec_text_stream, rs_spec_random,
    rs_spec_re_pattern, rs_spec_re_match, rs_spec_re_scanner;
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
