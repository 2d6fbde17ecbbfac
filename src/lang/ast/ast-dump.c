/* SPDX-License-Identifier: MIT
 *
 * The tree as text, as Python's ast.dump () prints it, and the repr () of
 * constants. The fields of a node come from ast.def.
 */
#include "ast.h"
#include "lang/lang-private.h"
#include "text/escape.h"
#include "text/float-text.h"

#include <math.h>
#include <string.h>

/* --- repr ----------------------------------------------------------------- */

static void
items_repr (GString *out, const RsConst *value, const char *open, const char *close)
{
  guint i;

  g_string_append (out, open);
  for (i = 0; i < value->n_items; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      rs_const_repr (out, value->items[i]);
    }
  if (value->kind == RS_CONST_TUPLE && value->n_items == 1)
    g_string_append_c (out, ',');
  g_string_append (out, close);
}

void
rs_const_repr (GString *out, const RsConst *value)
{
  g_autofree char *number = NULL;

  switch (value->kind)
    {
    case RS_CONST_NONE:
      g_string_append (out, "None");
      break;
    case RS_CONST_TRUE:
      g_string_append (out, "True");
      break;
    case RS_CONST_FALSE:
      g_string_append (out, "False");
      break;
    case RS_CONST_ELLIPSIS:
      g_string_append (out, "Ellipsis");
      break;
    case RS_CONST_FLOAT:
      number = rs_float_repr_text (value->real);
      g_string_append (out, number);
      break;
    case RS_CONST_COMPLEX:
      number = rs_complex_repr_text (value->real, value->imag);
      g_string_append (out, number);
      break;
    case RS_CONST_STR:
      rs_repr_str (out, value->text, value->length);
      break;
    case RS_CONST_BYTES:
      rs_repr_bytes (out, (const guint8 *) value->text, value->length);
      break;
    case RS_CONST_TUPLE:
      items_repr (out, value, "(", ")");
      break;
    case RS_CONST_FROZENSET:
      items_repr (out, value, "frozenset({", "})");
      break;
    case RS_CONST_CODE:
      g_string_append_printf (out, "<code object %s>", value->code->name);
      break;
    case RS_CONST_INT:
      number = rs_int_to_decimal (value->text);
      g_string_append (out, number);
      break;
    }
}

/* --- nodes ---------------------------------------------------------------- */

typedef enum {
  FIELD_NODE,
  FIELD_OPT,
  FIELD_SEQ,
  FIELD_NONE_LIST,
  FIELD_ID,
  FIELD_OPT_ID,
  FIELD_IDS,
  FIELD_INT,
  FIELD_CONVERSION,
  FIELD_CTX,
  FIELD_OP,
  FIELD_BOOL_OP,
  FIELD_UNARY_OP,
  FIELD_CMP_OPS,
  FIELD_CONST,
  FIELD_UNICODE_MARK,
  FIELD_NOTHING,
} FieldType;

static const char *const node_names[] = {
  "",
#define NODE(kind, member, positions, fields) #kind,
#include "ast.def"
#undef NODE
};

static const gboolean has_position[] = {
  FALSE,
#define NODE(kind, member, positions, fields) positions,
#include "ast.def"
#undef NODE
};

/* Deeper trees are not printed, lest the stack overflow. */
#define MAX_DEPTH 6000

typedef struct {
  GString *out;
  gboolean with_positions, too_deep;
  int depth;
} Dump;

static void dump_node (Dump *dump, const RsNode *node);

static void
dump_seq (Dump *dump, const RsSeq *seq)
{
  guint i;

  g_string_append_c (dump->out, '[');
  for (i = 0; i < seq->n; i++)
    {
      if (i > 0)
        g_string_append (dump->out, ", ");
      dump_node (dump, seq->items[i]);
    }
  g_string_append_c (dump->out, ']');
}

static void
dump_ids (Dump *dump, const RsIds *ids)
{
  guint i;

  g_string_append_c (dump->out, '[');
  for (i = 0; i < ids->n; i++)
    {
      if (i > 0)
        g_string_append (dump->out, ", ");
      rs_repr_str (dump->out, ids->items[i], strlen (ids->items[i]));
    }
  g_string_append_c (dump->out, ']');
}

static void
dump_compare (Dump *dump, const RsCmpOps *ops)
{
  static const char *const names[] = { "Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                       "GtE", "Is",    "IsNot", "In",  "NotIn" };
  guint i;

  g_string_append_c (dump->out, '[');
  for (i = 0; i < ops->n; i++)
    g_string_append_printf (dump->out, "%s%s()", i > 0 ? ", " : "", names[ops->items[i]]);
  g_string_append_c (dump->out, ']');
}

static void
dump_value (Dump *dump, FieldType type, gconstpointer field)
{
  static const char *const operators[] = {
    "Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",      "Pow",
    "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv",
  };
  static const char *const bools[] = { "And", "Or" };
  static const char *const unaries[] = { "Invert", "Not", "UAdd", "USub" };
  static const char *const contexts[] = { "Load", "Store", "Del" };
  const char *id;

  switch (type)
    {
    case FIELD_NODE:
    case FIELD_OPT:
      dump_node (dump, *(RsNode *const *) field);
      break;
    case FIELD_SEQ:
      dump_seq (dump, field);
      break;
    case FIELD_NONE_LIST:
      g_string_append (dump->out, "[]");
      break;
    case FIELD_ID:
    case FIELD_OPT_ID:
      id = *(const char *const *) field;
      rs_repr_str (dump->out, id, strlen (id));
      break;
    case FIELD_IDS:
      dump_ids (dump, field);
      break;
    case FIELD_INT:
    case FIELD_CONVERSION:
      g_string_append_printf (dump->out, "%d", *(const int *) field);
      break;
    case FIELD_CTX:
      g_string_append_printf (dump->out, "%s()", contexts[*(const RsExprContext *) field]);
      break;
    case FIELD_OP:
      g_string_append_printf (dump->out, "%s()", operators[*(const RsOperator *) field]);
      break;
    case FIELD_BOOL_OP:
      g_string_append_printf (dump->out, "%s()", bools[*(const RsBoolKind *) field]);
      break;
    case FIELD_UNARY_OP:
      g_string_append_printf (dump->out, "%s()", unaries[*(const RsUnaryKind *) field]);
      break;
    case FIELD_CMP_OPS:
      dump_compare (dump, field);
      break;
    case FIELD_CONST:
      rs_const_repr (dump->out, *(RsConst *const *) field);
      break;
    case FIELD_UNICODE_MARK:
      g_string_append (dump->out, "'u'");
      break;
    case FIELD_NOTHING:
      break;
    }
}

/* Whether ast.dump () leaves the field out. */
static gboolean
is_absent (FieldType type, gconstpointer field)
{
  switch (type)
    {
    case FIELD_OPT:
      return *(RsNode *const *) field == NULL;
    case FIELD_OPT_ID:
      return *(const char *const *) field == NULL;
    case FIELD_UNICODE_MARK:
      return !*(const gboolean *) field;
    case FIELD_NOTHING:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
dump_field (Dump *dump, const char *name, FieldType type, gconstpointer field, gboolean *first)
{
  if (is_absent (type, field))
    return;
  g_string_append_printf (dump->out, "%s%s=", *first ? "" : ", ", name);
  dump_value (dump, type, field);
  *first = FALSE;
}

static void
dump_node (Dump *dump, const RsNode *node)
{
  gboolean first = TRUE;

  if (node == NULL)
    {
      g_string_append (dump->out, "None");
      return;
    }
  if (dump->depth >= MAX_DEPTH)
    {
      dump->too_deep = TRUE;
      return;
    }
  dump->depth++;
  g_string_append_printf (dump->out, "%s(", node_names[node->kind]);
  switch (node->kind)
    {
#define F(type, name) dump_field (dump, #name, FIELD_##type, &it->name, &first);
#define NODE(kind, member, positions, fields)                                                      \
  case RS_NODE_##kind:                                                                             \
    {                                                                                              \
      const __typeof__ (node->v.member) *it = &node->v.member;                                     \
      fields                                                                                       \
    }                                                                                              \
    break;
#include "ast.def"
#undef NODE
#undef F
    case RS_NODE_NONE:
    case RS_N_NODE_KINDS:
      break;
    }
  if (dump->with_positions && has_position[node->kind])
    g_string_append_printf (
        dump->out, "%slineno=%d, col_offset=%d, end_lineno=%d, end_col_offset=%d",
        first ? "" : ", ", node->loc.line, node->loc.col, node->loc.end_line, node->loc.end_col);
  g_string_append_c (dump->out, ')');
  dump->depth--;
}

char *
rs_node_dump (const RsNode *tree, gboolean with_positions)
{
  Dump dump = { .out = g_string_new (NULL), .with_positions = with_positions };

  dump_node (&dump, tree);
  return g_string_free (dump.out, dump.too_deep);
}
