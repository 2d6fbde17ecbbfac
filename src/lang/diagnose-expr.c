/* SPDX-License-Identifier: MIT */
#include "lang/parser-private.h"
RsNode *rs_d_expression (RsParser *p) { return rs_p_plain_expression (p); }
RsNode *rs_d_named_expression (RsParser *p) { return NULL; }
RsNode *rs_d_disjunction (RsParser *p) { return NULL; }
RsNode *rs_d_bitwise_or (RsParser *p) { return NULL; }
RsNode *rs_d_primary (RsParser *p) { return NULL; }
RsNode *rs_d_bracketed (RsParser *p) { return NULL; }
RsNode *rs_d_star_targets (RsParser *p) { return NULL; }
RsNode *rs_d_star_target (RsParser *p) { return NULL; }
gboolean rs_d_for_target (RsParser *p) { return FALSE; }
gboolean rs_d_params (RsParser *p, gboolean lambda) { return FALSE; }
gboolean rs_d_simple_stmt (RsParser *p, RsNode **stmt) { return FALSE; }
gboolean rs_d_compound_stmt (RsParser *p, RsNode **stmt) { return FALSE; }
