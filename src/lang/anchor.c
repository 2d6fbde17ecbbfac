/* SPDX-License-Identifier: MIT
 *
 * The operator in "a + b" and the brackets in "a[b]": the text is parsed once
 * more when a traceback is written, as CPython does, since an instruction knows
 * only where its expression begins and ends.
 */
#include "lang/anchor.h"

#include "lang/lang-private.h"

#include <string.h>

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\f';
}

/* Between the operands, which come without their parentheses: the first
 * character that is neither blank nor a closing one, and the next, if that is
 * no blank. */
static gboolean
find_operator (const RsNode *node, const char *segment, gsize *left, gsize *right)
{
  gint from = node->v.bin_op.left->loc.end_col, to = node->v.bin_op.right->loc.col;
  for (gint i = from; i < to; i++)
    {
      gboolean more = i + 1 < to;
      if (is_blank (segment[i]) || (more && segment[i] == ')'))
        continue;
      *left = i;
      *right = i + (more && !is_blank (segment[i + 1]) ? 2 : 1);
      return TRUE;
    }
  return FALSE;
}

/* The same by the library: the width is measured before the parentheses are
 * passed. */
static gboolean
find_operator_late (const RsNode *node, const char *segment, gsize length, gsize *left,
                    gsize *right)
{
  gsize at = node->v.bin_op.left->loc.end_col, to = node->v.bin_op.right->loc.col;
  while (at < to && is_blank (segment[at]))
    at++;
  gsize width = at + 1 < to && !is_blank (segment[at + 1]) ? 2 : 1;
  while (at < length && (is_blank (segment[at]) || segment[at] == ')' || segment[at] == '#'))
    at++;
  *left = at;
  *right = MIN (at + width, length);
  return TRUE;
}

static gboolean
find_brackets (const RsNode *node, const char *segment, gsize length, gsize *left, gsize *right)
{
  gsize from = node->v.subscript.value->loc.end_col, to = node->v.subscript.slice->loc.end_col + 1;
  while (from < length && segment[from] != '[')
    from++;
  while (to < length && segment[to] != ']')
    to++;
  *left = from;
  *right = MIN (to + 1, length);
  return TRUE;
}

gboolean
rs_anchor_find (const char *segment, gsize length, gboolean library, gsize *left, gsize *right)
{
  RsLang lang;
  RsNode *tree;
  gboolean found = FALSE;

  rs_lang_init (&lang, "<string>", RS_COMPILE_EXEC, 0, NULL);
  if (rs_source_decode (&lang, segment, length) && (tree = rs_parse (&lang)) != NULL
      && tree->v.module.body.n == 1 && tree->v.module.body.items[0]->kind == RS_NODE_Expr)
    {
      const RsNode *node = tree->v.module.body.items[0]->v.expr.value;
      if (node->kind == RS_NODE_Subscript)
        found = find_brackets (node, segment, length, left, right);
      else if (node->kind == RS_NODE_BinOp)
        found = library ? find_operator_late (node, segment, length, left, right)
                        : find_operator (node, segment, left, right);
    }
  rs_lang_clear (&lang, NULL);
  return found;
}
