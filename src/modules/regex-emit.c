/* SPDX-License-Identifier: MIT
 *
 * From the nodes of a regular expression to the program that regex-match.c
 * runs. Jumps are relative to the word they stand in.
 */
#include "regex.h"

typedef struct {
  GArray *code;
  RePattern *pattern;
  guint registers;
  GPtrArray *groups;
} Emitter;

static void
put (Emitter *e, guint32 word)
{
  g_array_append_val (e->code, word);
}

static guint
put_hole (Emitter *e)
{
  put (e, 0);
  return e->code->len - 1;
}

static void
fill_hole (Emitter *e, guint hole)
{
  g_array_index (e->code, guint32, hole) = e->code->len - hole;
}

static guint64
plus (guint64 a, guint64 b)
{
  return MIN (a + b, RE_MAX_REPEAT);
}

void
re_width (const ReNode *node, GPtrArray *groups, guint64 *min, guint64 *max)
{
  guint64 low, high;
  *min = *max = 0;
  switch (node->kind)
    {
    case RE_LITERAL:
    case RE_ANY:
    case RE_SET:
      *min = *max = 1;
      break;
    case RE_EMPTY:
    case RE_AT:
    case RE_LOOK:
      break;
    case RE_CHOICE:
    case RE_COND:
      *min = G_MAXUINT64;
      for (guint i = 0; node->children && i < node->children->len; i++)
        {
          re_width (node->children->pdata[i], groups, &low, &high);
          *min = MIN (*min, low);
          *max = MAX (*max, high);
        }
      if (node->kind == RE_COND && node->children->len < 2)
        *min = 0;
      break;
    case RE_REF:
      if (node->value < groups->len && groups->pdata[node->value] != NULL)
        re_width (groups->pdata[node->value], groups, min, max);
      break;
    default:
      for (guint i = 0; node->children && i < node->children->len; i++)
        {
          re_width (node->children->pdata[i], groups, &low, &high);
          *min = plus (*min, low);
          *max = plus (*max, high);
        }
      if (node->kind == RE_REPEAT)
        {
          *min = MIN (*min * node->min, RE_MAX_REPEAT);
          *max = MIN (*max * node->max, RE_MAX_REPEAT);
        }
    }
}

static void
collect_groups (ReNode *node, GPtrArray *groups)
{
  if (node->kind == RE_GROUP)
    {
      g_ptr_array_set_size (groups, MAX (groups->len, node->value + 1));
      groups->pdata[node->value] = node->children->pdata[0];
    }
  for (guint i = 0; node->children && i < node->children->len; i++)
    collect_groups (node->children->pdata[i], groups);
}

static void emit (Emitter *e, const ReNode *node);

/* --- one character --------------------------------------------------------
 *
 * IGNORECASE compares characters of the text in lower case. A set is emitted
 * with the lower case of its characters, and with those that share an uppercase
 * with them; one that has no character with cases is compared as it stands. As
 * in sre, the characters beyond the BMP of a set of several keep their case: a
 * capital among them is met by no text. */

/* Adds what C is compared as, but for what lies in [LOW, HIGH] anyway. */
static void
add_folded (GArray *items, gunichar c, guint32 low, guint32 high)
{
  gunichar lower = re_lower (c, FALSE);
  const gunichar *others = re_same_upper (lower);
  const gunichar alone[3] = { lower };
  for (guint i = 0; i < 3; i++)
    {
      guint32 other = (others ? others : alone)[i];
      if (other != 0 && (other < low || other > high))
        g_array_append_vals (items, (guint32[]){ other, other }, 2);
    }
}

/* Adds what of [LOW, HIGH] has cases, folded. FALSE: nothing has. A range that
 * goes beyond the BMP ignores all its cases, ASCII or not. */
static gboolean
fold_range (GArray *items, guint32 low, guint32 high, gboolean ascii)
{
  enum { LAST_CASED = 0x1ffff };
  gboolean cased = FALSE;
  ascii = ascii && (high <= 0xffff || low == high);
  for (guint32 c = low; c <= MIN (high, ascii ? 127 : LAST_CASED); c++)
    if (re_is_cased (c, ascii))
      {
        cased = TRUE;
        guint32 lower = g_ascii_tolower (c);
        if (ascii)
          g_array_append_vals (items, (guint32[]){ lower, lower }, 2);
        else if (c <= 0xffff || low < high)
          add_folded (items, c, low, high);
      }
  return cased;
}

static void
put_set (Emitter *e, const GArray *items, guint flags)
{
  put (e, RO_SET);
  put (e, flags);
  put (e, items->len / 2);
  g_array_append_vals (e->code, items->data, items->len);
}

static void
emit_set (Emitter *e, const ReNode *node, gboolean ascii)
{
  guint flags = (node->negate ? RE_SET_NEGATE : 0) | (ascii ? RE_SET_ASCII : 0);
  const guint32 *given = (guint32 *) (gpointer) node->items->data;
  guint n = node->items->len;
  if (!(node->flags & RE_I))
    {
      put_set (e, node->items, flags);
      return;
    }
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean cased = FALSE;
  g_array_append_vals (items, given, n);
  if (n == 2 && given[0] == given[1] && given[0] < RE_CATEGORY && !ascii
      && re_is_cased (given[0], FALSE))
    {
      cased = TRUE;
      add_folded (items, given[0], 1, 0);
    }
  else
    for (guint i = 0; i < n; i += 2)
      cased |= given[i] < RE_CATEGORY && fold_range (items, given[i], given[i + 1], ascii);
  put_set (e, items, flags | (cased ? RE_SET_IGNORE : 0));
}

static void
emit_literal (Emitter *e, const ReNode *node, gboolean ascii)
{
  gunichar c = node->value, lower = re_lower (c, ascii);
  gboolean ignore = (node->flags & RE_I) && re_is_cased (c, ascii);
  if (ignore && !ascii && re_same_upper (lower) != NULL)
    {
      g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint32));
      add_folded (items, c, 1, 0);
      put_set (e, items, RE_SET_IGNORE);
      return;
    }
  put (e, ignore ? RO_CHAR_I : RO_CHAR);
  put (e, ignore ? lower : c);
  if (ignore)
    put (e, ascii);
}

static void
emit_single (Emitter *e, const ReNode *node)
{
  gboolean ascii = (node->flags & RE_A) || !(node->flags & RE_U);
  if (node->kind == RE_LITERAL)
    emit_literal (e, node, ascii);
  else if (node->kind == RE_ANY)
    put (e, node->flags & RE_S ? RO_ALL : RO_ANY);
  else
    emit_set (e, node, ascii);
}

static const ReNode *
unwrap (const ReNode *node)
{
  while (node->kind == RE_SEQUENCE && node->children->len == 1)
    node = node->children->pdata[0];
  return node;
}

static void
emit_repeat (Emitter *e, const ReNode *node)
{
  const ReNode *body = unwrap (node->children->pdata[0]);
  guint hole = 0;
  if (node->mode == RE_POSSESSIVE)
    {
      put (e, RO_ATOMIC);
      hole = put_hole (e);
    }
  ReMode mode = node->mode == RE_POSSESSIVE ? RE_GREEDY : node->mode;
  if (body->kind == RE_LITERAL || body->kind == RE_ANY || body->kind == RE_SET)
    {
      put (e, RO_SINGLE);
      put (e, node->min);
      put (e, node->max);
      put (e, mode);
      guint length = put_hole (e);
      emit_single (e, body);
      fill_hole (e, length);
    }
  else
    {
      guint reg = e->registers++;
      put (e, RO_REP_INIT);
      put (e, reg);
      put (e, RO_JUMP);
      guint jump = put_hole (e), start = e->code->len;
      emit (e, body);
      fill_hole (e, jump);
      put (e, RO_REP_LOOP);
      put (e, reg);
      put (e, node->min);
      put (e, node->max);
      put (e, mode);
      put (e, e->code->len - start);
    }
  if (node->mode == RE_POSSESSIVE)
    {
      put (e, RO_DONE);
      fill_hole (e, hole);
    }
}

static void
emit_choice (Emitter *e, const ReNode *node)
{
  guint n = node->children->len;
  g_autofree guint *ends = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    {
      guint next = 0;
      if (i + 1 < n)
        {
          put (e, RO_BRANCH);
          next = put_hole (e);
        }
      emit (e, node->children->pdata[i]);
      if (i + 1 < n)
        {
          put (e, RO_JUMP);
          ends[i] = put_hole (e);
          fill_hole (e, next);
        }
    }
  for (guint i = 0; i + 1 < n; i++)
    fill_hole (e, ends[i]);
}

static void
emit_look (Emitter *e, const ReNode *node)
{
  guint64 min = 0, max = 0;
  if (node->behind)
    {
      re_width (node->children->pdata[0], e->groups, &min, &max);
      if (min != max && e->pattern->error == NULL)
        {
          e->pattern->error = g_strdup ("look-behind requires fixed-width pattern");
          e->pattern->error_at = -1;
          e->pattern->error_without_pattern = TRUE;
        }
    }
  put (e, RO_LOOK);
  put (e, node->negate);
  put (e, min);
  guint hole = put_hole (e);
  emit (e, node->children->pdata[0]);
  put (e, RO_DONE);
  fill_hole (e, hole);
}

static void
emit (Emitter *e, const ReNode *node)
{
  guint hole, other;
  switch (node->kind)
    {
    case RE_EMPTY:
      break;
    case RE_LITERAL:
    case RE_ANY:
    case RE_SET:
      emit_single (e, node);
      break;
    case RE_AT:
      put (e, RO_AT);
      put (e, node->value);
      put (e, (node->flags & RE_A) || !(node->flags & RE_U));
      break;
    case RE_SEQUENCE:
      for (guint i = 0; node->children && i < node->children->len; i++)
        emit (e, node->children->pdata[i]);
      break;
    case RE_CHOICE:
      emit_choice (e, node);
      break;
    case RE_REPEAT:
      emit_repeat (e, node);
      break;
    case RE_GROUP:
      put (e, RO_SAVE);
      put (e, 2 * node->value);
      emit (e, node->children->pdata[0]);
      put (e, RO_SAVE);
      put (e, 2 * node->value + 1);
      break;
    case RE_REF:
      put (e, RO_REF);
      put (e, node->value);
      put (e, node->flags & RE_I ? (node->flags & RE_A) || !(node->flags & RE_U) ? 2 : 1 : 0);
      break;
    case RE_COND:
      if (node->value > e->pattern->groups && e->pattern->error == NULL)
        {
          e->pattern->error = g_strdup_printf ("invalid group reference %u", node->value);
          e->pattern->error_at = node->min;
        }
      put (e, RO_COND);
      put (e, node->value);
      hole = put_hole (e);
      emit (e, node->children->pdata[0]);
      if (node->children->len > 1)
        {
          put (e, RO_JUMP);
          other = put_hole (e);
          fill_hole (e, hole);
          emit (e, node->children->pdata[1]);
          fill_hole (e, other);
        }
      else
        fill_hole (e, hole);
      break;
    case RE_LOOK:
      emit_look (e, node);
      break;
    case RE_ATOMIC:
      put (e, RO_ATOMIC);
      hole = put_hole (e);
      emit (e, node->children->pdata[0]);
      put (e, RO_DONE);
      fill_hole (e, hole);
      break;
    }
}

GArray *
re_emit (ReNode *node, RePattern *pattern)
{
  Emitter e = { g_array_new (FALSE, FALSE, sizeof (guint32)), pattern, 0, g_ptr_array_new () };
  collect_groups (node, e.groups);
  put (&e, 0);
  emit (&e, node);
  put (&e, RO_DONE);
  g_array_index (e.code, guint32, 0) = e.registers;
  g_ptr_array_unref (e.groups);
  if (pattern->error == NULL)
    return e.code;
  g_array_unref (e.code);
  return NULL;
}
