/* SPDX-License-Identifier: MIT
 *
 * The match statement. A pattern consumes the subject on top of the stack; on
 * failure it jumps to fail_pop[n], which drops the n values that the pattern
 * had put above what was there before:
 *
 *   fail_pop[3]: POP_TOP
 *   fail_pop[2]: POP_TOP
 *   fail_pop[1]: POP_TOP
 *   fail_pop[0]: the next case
 *
 * Names are bound only once the whole pattern has matched: until then captured
 * values wait on the stack, below the ON_TOP values that the pattern is still
 * working on. The instructions are those of compiler_pattern () in CPython's
 * Python/compile.c.
 */
#include "compile-private.h"

#include "text/escape.h"

#include <string.h>

typedef struct {
  GPtrArray *stores;          /* names captured so far, in the order of their values on the stack */
  gboolean allow_irrefutable; /* may a capture or wildcard stand here? */
  GPtrArray *fail_pop;        /* RsBlock: the nth drops n values; see above */
  int on_top;                 /* values of the pattern that lie above the captured ones */
} PatternContext;

static void pattern (RsCompiler *c, RsNode *node, PatternContext *pc);

/* --- failing -------------------------------------------------------------- */

/* Makes the blocks fail_pop[0] to fail_pop[N], where they are not there yet. */
static void
ensure_fail_pop (RsCompiler *c, PatternContext *pc, guint n)
{
  while (pc->fail_pop->len < n + 1)
    g_ptr_array_add (pc->fail_pop, rs_c_new_block (c));
}

/* Jumps by OP to where all that the pattern has put on the stack is dropped. */
static void
jump_to_fail_pop (RsCompiler *c, PatternContext *pc, int op)
{
  guint pops = (guint) pc->on_top + pc->stores->len;

  ensure_fail_pop (c, pc, pops);
  rs_c_jump (c, op, g_ptr_array_index (pc->fail_pop, pops));
}

/* The blocks, one below the other; what comes next is the next case. */
static void
emit_fail_pop (RsCompiler *c, PatternContext *pc)
{
  guint i = pc->fail_pop->len;

  if (i == 0)
    return;
  while (--i > 0)
    {
      rs_c_use_block (c, g_ptr_array_index (pc->fail_pop, i));
      rs_c_op (c, RS_OP_POP_TOP);
    }
  rs_c_use_block (c, g_ptr_array_index (pc->fail_pop, 0));
  g_ptr_array_set_size (pc->fail_pop, 0);
}

/* --- capturing ------------------------------------------------------------ */

static gboolean
is_wildcard (const RsNode *node)
{
  return node->kind == RS_NODE_MatchAs && node->v.match_as.name == NULL;
}

static gboolean
is_star_wildcard (const RsNode *node)
{
  return node->kind == RS_NODE_MatchStar && node->v.match_star.name == NULL;
}

/* Moves the top value below COUNT - 1 others. */
static void
rotate (RsCompiler *c, int count)
{
  while (count > 1)
    rs_c_op_arg (c, RS_OP_SWAP, count--);
}

/* Captures the value NAME. FALSE: it has been captured already, an error. */
static gboolean
add_store (RsCompiler *c, const char *name, PatternContext *pc)
{
  g_autoptr (GString) repr = NULL;

  if (!g_ptr_array_find (pc->stores, name, NULL))
    {
      g_ptr_array_add (pc->stores, (gpointer) name);
      return TRUE;
    }
  repr = g_string_new (NULL);
  rs_repr_str (repr, name, strlen (name));
  rs_c_error (c, "multiple assignments to name %s in pattern", repr->str);
  return FALSE;
}

/* Takes the value on top for NAME; NULL: drops it. */
static void
store_name (RsCompiler *c, const char *name, PatternContext *pc)
{
  if (name == NULL)
    {
      rs_c_op (c, RS_OP_POP_TOP);
      return;
    }
  if (rs_c_forbidden (c, name, RS_CTX_STORE))
    return;
  if (g_ptr_array_find (pc->stores, name, NULL))
    {
      add_store (c, name, pc);
      return;
    }
  rotate (c, pc->on_top + (int) pc->stores->len + 1);
  add_store (c, name, pc);
}

/* A pattern inside another one may be irrefutable. */
static void
sub_pattern (RsCompiler *c, RsNode *node, PatternContext *pc)
{
  gboolean allowed = pc->allow_irrefutable;

  pc->allow_irrefutable = TRUE;
  pattern (c, node, pc);
  pc->allow_irrefutable = allowed;
}

static void
pattern_as (RsCompiler *c, RsNode *node, PatternContext *pc)
{
  const char *name = node->v.match_as.name;

  if (node->v.match_as.pattern == NULL)
    {
      if (pc->allow_irrefutable)
        store_name (c, name, pc);
      else if (name != NULL)
        {
          g_autoptr (GString) repr = g_string_new (NULL);

          rs_repr_str (repr, name, strlen (name));
          rs_c_error (c, "name capture %s makes remaining patterns unreachable", repr->str);
        }
      else
        rs_c_error (c, "wildcard makes remaining patterns unreachable");
      return;
    }
  pc->on_top++;
  rs_c_op_arg (c, RS_OP_COPY, 1);
  pattern (c, node->v.match_as.pattern, pc);
  pc->on_top--;
  store_name (c, name, pc);
}

/* --- sequences ------------------------------------------------------------ */

static void
unpack_subject (RsCompiler *c, RsSeq patterns)
{
  guint i;

  for (i = 0; i < patterns.n; i++)
    if (patterns.items[i]->kind == RS_NODE_MatchStar)
      {
        if (i >= 1 << 8 || patterns.n - i - 1 >= G_MAXINT >> 8)
          rs_c_error (c, "too many expressions in star-unpacking sequence pattern");
        rs_c_op_arg (c, RS_OP_UNPACK_EX, (int) (i + ((patterns.n - i - 1) << 8)));
        return;
      }
  rs_c_op_arg (c, RS_OP_UNPACK_SEQUENCE, (int) patterns.n);
}

static void
sequence_unpack (RsCompiler *c, RsSeq patterns, PatternContext *pc)
{
  guint i;

  unpack_subject (c, patterns);
  pc->on_top += (int) patterns.n;
  for (i = 0; i < patterns.n; i++)
    {
      pc->on_top--;
      sub_pattern (c, patterns.items[i], pc);
    }
}

/* With *_ at index STAR: only the items that are needed are fetched. */
static void
sequence_subscript (RsCompiler *c, RsSeq patterns, guint star, PatternContext *pc)
{
  guint i;

  pc->on_top++;
  for (i = 0; i < patterns.n; i++)
    {
      if (i == star || is_wildcard (patterns.items[i]))
        continue;
      rs_c_op_arg (c, RS_OP_COPY, 1);
      if (i < star)
        rs_c_const (c, rs_const_int (c->lang, i));
      else
        {
          rs_c_op (c, RS_OP_GET_LEN);
          rs_c_const (c, rs_const_int (c->lang, patterns.n - i));
          rs_c_binary_op (c, RS_OPERATOR_SUB, FALSE);
        }
      rs_c_op (c, RS_OP_BINARY_SUBSCR);
      sub_pattern (c, patterns.items[i], pc);
    }
  pc->on_top--;
  rs_c_op (c, RS_OP_POP_TOP);
}

static void
check_length (RsCompiler *c, glong length, RsCompareKind op, PatternContext *pc)
{
  rs_c_op (c, RS_OP_GET_LEN);
  rs_c_const (c, rs_const_int (c->lang, length));
  rs_c_compare_op (c, op);
  jump_to_fail_pop (c, pc, RS_OP_POP_JUMP_IF_FALSE);
}

static void
pattern_sequence (RsCompiler *c, RsNode *node, PatternContext *pc)
{
  RsSeq patterns = node->v.match_sequence.patterns;
  gboolean only_wildcard = TRUE, star_wildcard = FALSE;
  int star = -1;
  guint i;

  for (i = 0; i < patterns.n; i++)
    {
      RsNode *item = patterns.items[i];

      if (item->kind != RS_NODE_MatchStar)
        {
          only_wildcard &= is_wildcard (item);
          continue;
        }
      if (star >= 0)
        {
          rs_c_error (c, "multiple starred names in sequence pattern");
          return;
        }
      star_wildcard = is_star_wildcard (item);
      only_wildcard &= star_wildcard;
      star = (int) i;
    }
  pc->on_top++;
  rs_c_op (c, RS_OP_MATCH_SEQUENCE);
  jump_to_fail_pop (c, pc, RS_OP_POP_JUMP_IF_FALSE);
  if (star < 0)
    check_length (c, patterns.n, RS_COMPARE_EQ, pc);
  else if (patterns.n > 1)
    check_length (c, patterns.n - 1, RS_COMPARE_GE, pc);
  pc->on_top--;
  if (only_wildcard)
    rs_c_op (c, RS_OP_POP_TOP);
  else if (star_wildcard)
    sequence_subscript (c, patterns, (guint) star, pc);
  else
    sequence_unpack (c, patterns, pc);
}

/* --- classes and mappings ------------------------------------------------- */

static gboolean
check_attributes (RsCompiler *c, RsIds attrs, RsSeq patterns)
{
  guint i, j;

  for (i = 0; i < attrs.n; i++)
    {
      rs_c_set_loc (c, patterns.items[i]);
      if (rs_c_forbidden (c, attrs.items[i], RS_CTX_STORE))
        return FALSE;
      for (j = i + 1; j < attrs.n; j++)
        if (attrs.items[i] == attrs.items[j])
          {
            rs_c_set_loc (c, patterns.items[j]);
            rs_c_error (c, "attribute name repeated in class pattern: %s", attrs.items[i]);
            return FALSE;
          }
    }
  return TRUE;
}

/* Fails where the value on top, which stays, is None. */
static void
match_or_fail (RsCompiler *c, PatternContext *pc)
{
  rs_c_op_arg (c, RS_OP_COPY, 1);
  rs_c_const_kind (c, RS_CONST_NONE);
  rs_c_op_arg (c, RS_OP_IS_OP, 1);
  jump_to_fail_pop (c, pc, RS_OP_POP_JUMP_IF_FALSE);
}

static void
pattern_class (RsCompiler *c, RsNode *node, PatternContext *pc)
{
  RsSeq patterns = node->v.match_class.patterns, keywords = node->v.match_class.kwd_patterns;
  RsIds attrs = node->v.match_class.kwd_attrs;
  guint i, n = patterns.n + attrs.n;

  if (attrs.n > 0)
    {
      if (!check_attributes (c, attrs, keywords))
        return;
      rs_c_set_loc (c, node);
    }
  rs_c_expr (c, node->v.match_class.cls);
  rs_c_const (c, rs_c_id_tuple (c, attrs.items, attrs.n));
  rs_c_op_arg (c, RS_OP_MATCH_CLASS, (int) patterns.n);
  pc->on_top++;
  match_or_fail (c, pc);
  rs_c_op_arg (c, RS_OP_UNPACK_SEQUENCE, (int) n);
  pc->on_top += (int) n - 1;
  for (i = 0; i < n; i++)
    {
      RsNode *item = i < patterns.n ? patterns.items[i] : keywords.items[i - patterns.n];

      pc->on_top--;
      if (is_wildcard (item))
        rs_c_op (c, RS_OP_POP_TOP);
      else
        sub_pattern (c, item, pc);
    }
}

/* Pushes the keys; no constant twice. */
static gboolean
push_keys (RsCompiler *c, RsSeq keys)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (rs_const_value_hash, rs_const_value_equal);
  guint i;

  for (i = 0; i < keys.n; i++)
    {
      RsNode *key = keys.items[i];

      if (key->kind == RS_NODE_Constant && !g_hash_table_add (seen, key->v.constant.value))
        {
          g_autoptr (GString) repr = g_string_new (NULL);

          rs_const_repr (repr, key->v.constant.value);
          rs_c_error (c, "mapping pattern checks duplicate key (%s)", repr->str);
          return FALSE;
        }
      if (key->kind != RS_NODE_Constant && key->kind != RS_NODE_Attribute)
        {
          rs_c_error (c, "mapping pattern keys may only match literals and attribute lookups");
          return FALSE;
        }
      rs_c_expr (c, key);
    }
  return TRUE;
}

/* **REST: a dict of the subject's other keys. On the stack: subject, tuple of
 * the N keys. */
static void
store_rest (RsCompiler *c, const char *rest, int n, PatternContext *pc)
{
  rs_c_op_arg (c, RS_OP_BUILD_MAP, 0);
  rs_c_op_arg (c, RS_OP_SWAP, 3);
  rs_c_op_arg (c, RS_OP_DICT_UPDATE, 2);
  rs_c_op_arg (c, RS_OP_UNPACK_SEQUENCE, n);
  while (n > 0)
    {
      rs_c_op_arg (c, RS_OP_COPY, 1 + n--);
      rs_c_op_arg (c, RS_OP_SWAP, 2);
      rs_c_op (c, RS_OP_DELETE_SUBSCR);
    }
  store_name (c, rest, pc);
}

static void
pattern_mapping (RsCompiler *c, RsNode *node, PatternContext *pc)
{
  RsSeq keys = node->v.match_mapping.keys, patterns = node->v.match_mapping.patterns;
  const char *rest = node->v.match_mapping.rest;
  guint i;

  pc->on_top++;
  rs_c_op (c, RS_OP_MATCH_MAPPING);
  jump_to_fail_pop (c, pc, RS_OP_POP_JUMP_IF_FALSE);
  if (keys.n == 0 && rest == NULL)
    {
      pc->on_top--;
      rs_c_op (c, RS_OP_POP_TOP);
      return;
    }
  if (keys.n > 0)
    check_length (c, keys.n, RS_COMPARE_GE, pc);
  if (!push_keys (c, keys))
    return;
  rs_c_op_arg (c, RS_OP_BUILD_TUPLE, (int) keys.n);
  rs_c_op (c, RS_OP_MATCH_KEYS);
  pc->on_top += 2;
  match_or_fail (c, pc);
  rs_c_op_arg (c, RS_OP_UNPACK_SEQUENCE, (int) keys.n);
  pc->on_top += (int) keys.n - 1;
  for (i = 0; i < keys.n; i++)
    {
      pc->on_top--;
      sub_pattern (c, patterns.items[i], pc);
    }
  pc->on_top -= 2;
  if (rest != NULL)
    store_rest (c, rest, (int) keys.n, pc);
  else
    {
      rs_c_op (c, RS_OP_POP_TOP);
      rs_c_op (c, RS_OP_POP_TOP);
    }
}

/* --- alternatives --------------------------------------------------------- */

/* Brings the captures of an alternative into the order of the first one.
 * Returns: FALSE if the names differ. */
static gboolean
reorder_captures (RsCompiler *c, GPtrArray *stores, GPtrArray *control)
{
  guint at, index, i;

  if (stores->len != control->len)
    return FALSE;
  for (at = stores->len; at-- > 0;)
    {
      g_autofree gpointer *rotated = NULL;

      if (!g_ptr_array_find (stores, g_ptr_array_index (control, at), &index))
        return FALSE;
      if (index == at)
        continue;
      rotated = g_memdup2 (stores->pdata, sizeof (gpointer) * (index + 1));
      g_ptr_array_remove_range (stores, 0, index + 1);
      for (i = 0; i <= index; i++)
        g_ptr_array_insert (stores, (gint) (at - index + i), rotated[i]);
      for (i = 0; i <= index; i++)
        rotate (c, (int) at + 1);
    }
  return TRUE;
}

static void
pattern_or (RsCompiler *c, RsNode *node, PatternContext *pc)
{
  RsSeq alternatives = node->v.match_or.patterns;
  g_autoptr (GPtrArray) control = NULL;
  RsBlock *end = rs_c_new_block (c);
  int rotations;
  guint i;

  for (i = 0; i < alternatives.n && !c->lang->failed; i++)
    {
      PatternContext inner = { .stores = g_ptr_array_new (), .fail_pop = g_ptr_array_new () };

      rs_c_set_loc (c, alternatives.items[i]);
      inner.allow_irrefutable = i + 1 == alternatives.n && pc->allow_irrefutable;
      rs_c_op_arg (c, RS_OP_COPY, 1);
      pattern (c, alternatives.items[i], &inner);
      if (control == NULL)
        control = g_ptr_array_ref (inner.stores);
      else if (!reorder_captures (c, inner.stores, control))
        rs_c_error (c, "alternative patterns bind different names");
      rs_c_jump (c, RS_OP_JUMP, end);
      emit_fail_pop (c, &inner);
      g_ptr_array_unref (inner.stores);
      g_ptr_array_unref (inner.fail_pop);
    }
  if (c->lang->failed)
    return;
  rs_c_op (c, RS_OP_POP_TOP);
  jump_to_fail_pop (c, pc, RS_OP_JUMP);
  rs_c_use_block (c, end);
  rotations = (int) control->len + 1 + pc->on_top + (int) pc->stores->len;
  for (i = 0; i < control->len; i++)
    {
      rotate (c, rotations);
      if (!add_store (c, g_ptr_array_index (control, i), pc))
        return;
    }
  rs_c_op (c, RS_OP_POP_TOP);
}

/* --- all patterns --------------------------------------------------------- */

static void
pattern (RsCompiler *c, RsNode *node, PatternContext *pc)
{
  if (c->lang->failed)
    return;
  rs_c_set_loc (c, node);
  switch (node->kind)
    {
    case RS_NODE_MatchValue:
      if (node->v.match_value.value->kind != RS_NODE_Constant
          && node->v.match_value.value->kind != RS_NODE_Attribute)
        {
          rs_c_error (c, "patterns may only match literals and attribute lookups");
          return;
        }
      rs_c_expr (c, node->v.match_value.value);
      rs_c_compare_op (c, RS_COMPARE_EQ);
      jump_to_fail_pop (c, pc, RS_OP_POP_JUMP_IF_FALSE);
      break;
    case RS_NODE_MatchSingleton:
      rs_c_const (c, node->v.match_singleton.value);
      rs_c_compare_op (c, RS_COMPARE_IS);
      jump_to_fail_pop (c, pc, RS_OP_POP_JUMP_IF_FALSE);
      break;
    case RS_NODE_MatchSequence:
      pattern_sequence (c, node, pc);
      break;
    case RS_NODE_MatchMapping:
      pattern_mapping (c, node, pc);
      break;
    case RS_NODE_MatchClass:
      pattern_class (c, node, pc);
      break;
    case RS_NODE_MatchStar:
      store_name (c, node->v.match_star.name, pc);
      break;
    case RS_NODE_MatchAs:
      pattern_as (c, node, pc);
      break;
    case RS_NODE_MatchOr:
      pattern_or (c, node, pc);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* One case; KEEP: the subject is needed for the next one. */
static void
match_case (RsCompiler *c, RsNode *node, gboolean keep, gboolean last, RsBlock *end)
{
  PatternContext pc = { .stores = g_ptr_array_new (), .fail_pop = g_ptr_array_new () };
  guint i;

  rs_c_set_loc (c, node->v.match_case.pattern);
  if (keep)
    rs_c_op_arg (c, RS_OP_COPY, 1);
  pc.allow_irrefutable = node->v.match_case.guard != NULL || last;
  pattern (c, node->v.match_case.pattern, &pc);
  for (i = 0; i < pc.stores->len; i++)
    rs_c_name (c, g_ptr_array_index (pc.stores, i), RS_CTX_STORE);
  if (node->v.match_case.guard != NULL)
    {
      ensure_fail_pop (c, &pc, 0);
      rs_c_jump_if (c, node->v.match_case.guard, g_ptr_array_index (pc.fail_pop, 0), FALSE);
    }
  if (keep)
    rs_c_op (c, RS_OP_POP_TOP);
  rs_c_stmts (c, node->v.match_case.body);
  rs_c_no_loc (c);
  rs_c_jump (c, RS_OP_JUMP, end);
  rs_c_set_loc (c, node->v.match_case.pattern);
  emit_fail_pop (c, &pc);
  g_ptr_array_unref (pc.stores);
  g_ptr_array_unref (pc.fail_pop);
}

void
rs_c_match (RsCompiler *c, RsNode *node)
{
  RsSeq cases = node->v.match.cases;
  RsNode *last = cases.items[cases.n - 1];
  gboolean has_default = is_wildcard (last->v.match_case.pattern) && cases.n > 1;
  guint i, n = cases.n - has_default;
  RsBlock *end;

  rs_c_expr (c, node->v.match.subject);
  end = rs_c_new_block (c);
  for (i = 0; i < n && !c->lang->failed; i++)
    match_case (c, cases.items[i], i + 1 != n, i + 1 == cases.n, end);
  if (has_default)
    {
      rs_c_set_loc (c, last->v.match_case.pattern);
      rs_c_op (c, RS_OP_NOP);
      if (last->v.match_case.guard != NULL)
        rs_c_jump_if (c, last->v.match_case.guard, end, FALSE);
      rs_c_stmts (c, last->v.match_case.body);
      rs_c_no_loc (c);
    }
  rs_c_use_block (c, end);
}
