/* SPDX-License-Identifier: MIT
 *
 * Finished code units: equality of constants (which of them are one object),
 * the printed form, the end.
 *
 * Two constants are one in co_consts if type and value are the same: 1, 1.0 and
 * True are three, 0.0 and -0.0 are two. Code objects are the same if everything
 * in them is: a finally body is compiled twice, a lambda in it is one constant.
 */
#include "lang/code.h"
#include "lang/lang-private.h"
#include "lang/opcodes.h"
#include "lang/operands.h"

#include <math.h>
#include <string.h>

/* --- equality ------------------------------------------------------------- */

static gboolean
same_strings (char **a, char **b, guint n)
{
  guint i;

  for (i = 0; i < n; i++)
    if (strcmp (a[i], b[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
same_bytes (gconstpointer a, gconstpointer b, gsize size)
{
  return size == 0 || memcmp (a, b, size) == 0;
}

static gboolean
same_code (const RsCodeUnit *a, const RsCodeUnit *b)
{
  guint i;

  if (strcmp (a->name, b->name) != 0 || a->argcount != b->argcount
      || a->posonlyargcount != b->posonlyargcount || a->kwonlyargcount != b->kwonlyargcount
      || a->flags != b->flags || a->firstlineno != b->firstlineno || a->n_instrs != b->n_instrs
      || a->n_consts != b->n_consts || a->n_names != b->n_names
      || a->n_localsplus != b->n_localsplus || a->n_exceptions != b->n_exceptions)
    return FALSE;
  if (!same_bytes (a->instrs, b->instrs, sizeof *a->instrs * a->n_instrs)
      || !same_bytes (a->locations, b->locations, sizeof *a->locations * a->n_instrs)
      || !same_bytes (a->exceptions, b->exceptions, sizeof *a->exceptions * a->n_exceptions)
      || !same_bytes (a->localspluskinds, b->localspluskinds, a->n_localsplus)
      || !same_strings (a->names, b->names, a->n_names)
      || !same_strings (a->localsplus, b->localsplus, a->n_localsplus))
    return FALSE;
  for (i = 0; i < a->n_consts; i++)
    if (!rs_const_equal (a->consts[i], b->consts[i]))
      return FALSE;
  return TRUE;
}

static gboolean
same_float (double a, double b)
{
  return a == b && (signbit (a) != 0) == (signbit (b) != 0);
}

static gboolean
same_items (const RsConst *a, const RsConst *b)
{
  guint i;

  if (a->n_items != b->n_items)
    return FALSE;
  if (a->kind == RS_CONST_FROZENSET)
    {
      g_autoptr (GHashTable) items = g_hash_table_new (rs_const_hash, rs_const_equal);

      for (i = 0; i < a->n_items; i++)
        g_hash_table_add (items, a->items[i]);
      for (i = 0; i < b->n_items; i++)
        if (!g_hash_table_contains (items, b->items[i]))
          return FALSE;
      return TRUE;
    }
  for (i = 0; i < a->n_items; i++)
    if (!rs_const_equal (a->items[i], b->items[i]))
      return FALSE;
  return TRUE;
}

gboolean
rs_const_equal (gconstpointer first, gconstpointer second)
{
  const RsConst *a = first, *b = second;

  if (a == b)
    return TRUE;
  if (a->kind != b->kind)
    return FALSE;
  switch (a->kind)
    {
    case RS_CONST_INT:
    case RS_CONST_STR:
    case RS_CONST_BYTES:
      return a->length == b->length && same_bytes (a->text, b->text, a->length);
    case RS_CONST_FLOAT:
      return same_float (a->real, b->real);
    case RS_CONST_COMPLEX:
      return same_float (a->real, b->real) && same_float (a->imag, b->imag);
    case RS_CONST_TUPLE:
    case RS_CONST_FROZENSET:
      return same_items (a, b);
    case RS_CONST_CODE:
      return same_code (a->code, b->code);
    default:
      return TRUE;
    }
}

static guint
hash_bytes (const char *text, gsize length)
{
  guint hash = 5381;
  gsize i;

  for (i = 0; i < length; i++)
    hash = hash * 33 + (guchar) text[i];
  return hash;
}

guint
rs_const_hash (gconstpointer key)
{
  const RsConst *value = key;
  guint hash = (guint) value->kind * 7919u, i;
  double sum;

  switch (value->kind)
    {
    case RS_CONST_INT:
    case RS_CONST_STR:
    case RS_CONST_BYTES:
      return hash ^ hash_bytes (value->text, value->length);
    case RS_CONST_FLOAT:
    case RS_CONST_COMPLEX:
      sum = value->real + value->imag * 3;
      return hash ^ (isfinite (sum) ? g_double_hash (&sum) : 0);
    case RS_CONST_TUPLE:
      for (i = 0; i < value->n_items; i++)
        hash = hash * 31 + rs_const_hash (value->items[i]);
      return hash;
    case RS_CONST_FROZENSET:
      for (i = 0; i < value->n_items; i++)
        hash += rs_const_hash (value->items[i]);
      return hash;
    case RS_CONST_CODE:
      return hash ^ hash_bytes (value->code->name, strlen (value->code->name))
             ^ (guint) value->code->firstlineno;
    default:
      return hash;
    }
}

/* Numbers are the same whatever their type; an int too large for a double is
 * compared by its digits. */
static gboolean
as_number (const RsConst *value, double *real, double *imag)
{
  *imag = 0;
  switch (value->kind)
    {
    case RS_CONST_TRUE:
      *real = 1;
      return TRUE;
    case RS_CONST_FALSE:
      *real = 0;
      return TRUE;
    case RS_CONST_FLOAT:
      *real = value->real;
      return TRUE;
    case RS_CONST_COMPLEX:
      *real = value->real;
      *imag = value->imag;
      return TRUE;
    case RS_CONST_INT:
      if (value->length > 13)
        return FALSE;
      *real = value->text[0] == '-' ? -(double) g_ascii_strtoull (value->text + 1, NULL, 16)
                                    : (double) g_ascii_strtoull (value->text, NULL, 16);
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
rs_const_value_equal (gconstpointer first, gconstpointer second)
{
  const RsConst *a = first, *b = second;
  double ar, ai, br, bi;
  guint i;

  if (a == b)
    return TRUE;
  if (as_number (a, &ar, &ai) && as_number (b, &br, &bi))
    return ar == br && ai == bi;
  if (a->kind != b->kind || a->kind != RS_CONST_TUPLE)
    return rs_const_equal (a, b);
  if (a->n_items != b->n_items)
    return FALSE;
  for (i = 0; i < a->n_items; i++)
    if (!rs_const_value_equal (a->items[i], b->items[i]))
      return FALSE;
  return TRUE;
}

guint
rs_const_value_hash (gconstpointer key)
{
  const RsConst *value = key;
  double real, imag;
  guint hash = 17, i;

  if (as_number (value, &real, &imag))
    {
      real = real + imag * 3 + 0.0;
      return isfinite (real) ? g_double_hash (&real) : 0;
    }
  if (value->kind != RS_CONST_TUPLE)
    return rs_const_hash (value);
  for (i = 0; i < value->n_items; i++)
    hash = hash * 31 + rs_const_value_hash (value->items[i]);
  return hash;
}

/* --- the printed form ----------------------------------------------------- */

static void
dump_operand (GString *out, const RsCodeUnit *unit, guint op, guint32 arg)
{
  switch (rs_op_arg_kind (op))
    {
    case RS_ARG_CONST:
      g_string_append_printf (out, " %u ", arg);
      rs_const_repr (out, unit->consts[arg]);
      break;
    case RS_ARG_NAME:
      g_string_append_printf (out, " %u %s%s", arg,
                              unit->names[op == RS_OP_LOAD_GLOBAL ? arg >> 1 : arg],
                              op == RS_OP_LOAD_GLOBAL && (arg & 1) != 0 ? " + NULL" : "");
      break;
    case RS_ARG_LOCAL:
    case RS_ARG_FREE:
      g_string_append_printf (out, " %u %s", arg, unit->localsplus[arg]);
      break;
    case RS_ARG_COMPARE:
      g_string_append_printf (out, " %u %s", arg, rs_compare_op_sign (arg));
      break;
    case RS_ARG_BINARY:
      g_string_append_printf (out, " %u %s", arg, rs_binary_op_sign (arg));
      break;
    case RS_ARG_NONE:
      break;
    default:
      g_string_append_printf (out, " %u", arg);
      break;
    }
}

static void
dump_names (GString *out, const char *label, char **names, guint n)
{
  guint i;

  g_string_append_printf (out, "  %s:", label);
  for (i = 0; i < n; i++)
    g_string_append_printf (out, " %s", names[i]);
  g_string_append_c (out, '\n');
}

static void
dump_unit (GString *out, const RsCodeUnit *unit)
{
  guint i;

  g_string_append_printf (out, "%s line %d args %d/%d/%d flags %#x stack %u\n", unit->qualname,
                          unit->firstlineno, unit->argcount, unit->posonlyargcount,
                          unit->kwonlyargcount, unit->flags, unit->stacksize);
  dump_names (out, "names", unit->names, unit->n_names);
  dump_names (out, "locals", unit->localsplus, unit->n_localsplus);
  for (i = 0; i < unit->n_instrs; i++)
    {
      guint op = RS_INSTR_OP (unit->instrs[i]);
      RsLocation loc = unit->locations[i];

      g_string_append_printf (out, "  %u %s", i, rs_op_name (op));
      dump_operand (out, unit, op, RS_INSTR_ARG (unit->instrs[i]));
      g_string_append_printf (out, "  (%d:%d-%d:%d)\n", loc.line, loc.col, loc.end_line,
                              loc.end_col);
    }
  for (i = 0; i < unit->n_exceptions; i++)
    {
      const RsExceptionEntry *entry = &unit->exceptions[i];

      g_string_append_printf (out, "  %u to %u -> %u [%u]%s\n", entry->start, entry->end,
                              entry->target, entry->depth, entry->lasti ? " lasti" : "");
    }
  for (i = 0; i < unit->n_consts; i++)
    if (unit->consts[i]->kind == RS_CONST_CODE)
      dump_unit (out, unit->consts[i]->code);
}

char *
rs_code_unit_dump (const RsCodeUnit *unit)
{
  GString *out = g_string_new (NULL);

  dump_unit (out, unit);
  return g_string_free (out, FALSE);
}

void
rs_code_unit_free (RsCodeUnit *unit)
{
  if (unit != NULL)
    rs_chunks_free (unit->memory);
}
