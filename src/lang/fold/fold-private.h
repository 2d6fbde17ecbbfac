/* SPDX-License-Identifier: MIT
 *
 * Between fold.c, which walks the tree, and fold-constants.c and fold-format.c,
 * which compute.
 */
#pragma once

#include "lang/lang-private.h"

G_BEGIN_DECLS

/* Return: the result, or NULL if the operation raises, is too large to be done
 * at compile time, or is not folded. */
RsConst *rs_fold_unary (RsLang *lang, RsUnaryKind op, const RsConst *operand);
RsConst *rs_fold_binary (RsLang *lang, RsOperator op, const RsConst *left, const RsConst *right);
RsConst *rs_fold_subscript (RsLang *lang, const RsConst *value, const RsConst *index);

/* Returns: the frozenset of the tuple's items, each once. */
RsConst *rs_const_frozenset (RsLang *lang, const RsConst *tuple);

/* Returns: whether bool (VALUE) is True. */
gboolean rs_const_is_true (const RsConst *value);

/* Turns NODE, FORMAT % a tuple of ELTS, into a JoinedStr if every unit of
 * FORMAT is %s, %r or %a. */
void rs_fold_format (RsLang *lang, RsNode *node, const RsConst *format, RsSeq elts);

G_END_DECLS
