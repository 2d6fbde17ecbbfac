/* SPDX-License-Identifier: MIT
 *
 * The tree as text, as Python's ast.dump () prints it, and the repr () of
 * constants. The fields of a node come from ast.def.
 */
#include "lang/ast.h"
#include "lang/lang-private.h"

#include <math.h>
#include <string.h>

/* --- repr ----------------------------------------------------------------- */

/* Appends the digits of TEXT, d.ddde+ddd, with the point moved by E. */
static void
append_fixed (GString *out, const char *text, int e)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *s;
  int point = e + 1;

  for (s = text; *s != 'e'; s++)
    if (g_ascii_isdigit (*s))
      g_string_append_c (digits, *s);
  if (*text == '-')
    g_string_append_c (out, '-');
  if (point <= 0)
    {
      g_string_append (out, "0.");
      for (; point < 0; point++)
        g_string_append_c (out, '0');
      g_string_append (out, digits->str);
      return;
    }
  while ((int) digits->len <= point)
    g_string_append_c (digits, '0');
  g_string_append_len (out, digits->str, point);
  g_string_append_printf (out, ".%s", digits->str + point);
}

/* Writes REAL, which is finite, with PRECISION digits after the first one, as
 * d.ddde+ddd. Returns: whether that reads as REAL again. Where the digits that
 * are cut off are exactly half, printf may round away from REAL's shortest
 * form: then the last digit is tried one higher, too. */
static gboolean
format_digits (double real, int precision, char *text, gsize size)
{
  char format[8], *digit;

  g_snprintf (format, sizeof format, "%%.%de", precision);
  g_ascii_formatd (text, (gint) size, format, real);
  if (g_ascii_strtod (text, NULL) == real)
    return TRUE;
  digit = strchr (text, 'e') - 1;
  if (*digit == '9' || *digit == '.')
    return FALSE;
  ++*digit;
  return g_ascii_strtod (text, NULL) == real;
}

void
rs_float_repr (GString *out, double real)
{
  char text[64], *exponent;
  int precision, e;

  if (isnan (real) || isinf (real))
    {
      g_string_append (out, isnan (real) ? "nan" : real < 0 ? "-inf" : "inf");
      return;
    }
  for (precision = 0; precision < 16; precision++)
    if (format_digits (real, precision, text, sizeof text))
      break;
  if (precision == 16)
    format_digits (real, precision, text, sizeof text);
  exponent = strchr (text, 'e');
  e = (int) g_ascii_strtoll (exponent + 1, NULL, 10);
  if (e < -4 || e >= 16)
    {
      *exponent = '\0';
      g_string_append_printf (out, "%se%c%02d", text, e < 0 ? '-' : '+', ABS (e));
      return;
    }
  append_fixed (out, text, e);
}

static void
complex_repr (GString *out, double real, double imag)
{
  g_autoptr (GString) part = g_string_new (NULL);
  gboolean whole = real == 0 && !signbit (real);

  if (!whole)
    {
      g_string_append_c (out, '(');
      rs_float_repr (part, real);
      if (g_str_has_suffix (part->str, ".0"))
        g_string_truncate (part, part->len - 2);
      g_string_append (out, part->str);
      g_string_truncate (part, 0);
    }
  rs_float_repr (part, imag);
  if (g_str_has_suffix (part->str, ".0"))
    g_string_truncate (part, part->len - 2);
  if (!whole && part->str[0] != '-')
    g_string_append_c (out, '+');
  g_string_append (out, part->str);
  g_string_append (out, whole ? "j" : "j)");
}

static char
choose_quote (const char *text, gsize length)
{
  return memchr (text, '\'', length) != NULL && memchr (text, '"', length) == NULL ? '"' : '\'';
}

/* Appends C if it needs an escape in quotes of kind QUOTE. */
static gboolean
append_escape (GString *out, gunichar c, char quote)
{
  if (c == '\\' || c == (guchar) quote)
    g_string_append_printf (out, "\\%c", (char) c);
  else if (c == '\n')
    g_string_append (out, "\\n");
  else if (c == '\r')
    g_string_append (out, "\\r");
  else if (c == '\t')
    g_string_append (out, "\\t");
  else if (c < 0x20 || c == 0x7f)
    g_string_append_printf (out, "\\x%02x", c);
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_unprintable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return c != ' ';
    default:
      return FALSE;
    }
}

void
rs_str_repr (GString *out, const char *text, gsize length)
{
  const char *p = text, *end = text + length;
  char quote = choose_quote (text, length);

  g_string_append_c (out, quote);
  while (p < end)
    {
      gunichar c = (guchar) *p;
      gsize size = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

      if (size == 3)
        c = (c & 0xf) << 12 | ((guchar) p[1] & 0x3f) << 6 | ((guchar) p[2] & 0x3f);
      else if (size != 1)
        c = g_utf8_get_char (p);
      if (append_escape (out, c, quote))
        ;
      else if (c < 0x80 || !is_unprintable (c))
        g_string_append_len (out, p, (gssize) size);
      else
        g_string_append_printf (out,
                                c < 0x100     ? "\\x%02x"
                                : c < 0x10000 ? "\\u%04x"
                                              : "\\U%08x",
                                c);
      p += size;
    }
  g_string_append_c (out, quote);
}

static void
bytes_repr (GString *out, const char *text, gsize length)
{
  char quote = choose_quote (text, length);
  gsize i;

  g_string_append_printf (out, "b%c", quote);
  for (i = 0; i < length; i++)
    if (!append_escape (out, (guchar) text[i], quote))
      {
        if ((guchar) text[i] < 0x80)
          g_string_append_c (out, text[i]);
        else
          g_string_append_printf (out, "\\x%02x", (guchar) text[i]);
      }
  g_string_append_c (out, quote);
}

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
  g_autofree char *decimal = NULL;

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
      rs_float_repr (out, value->real);
      break;
    case RS_CONST_COMPLEX:
      complex_repr (out, value->real, value->imag);
      break;
    case RS_CONST_STR:
      rs_str_repr (out, value->text, value->length);
      break;
    case RS_CONST_BYTES:
      bytes_repr (out, value->text, value->length);
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
      decimal = rs_int_to_decimal (value->text);
      g_string_append (out, decimal);
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
#include "lang/ast.def"
#undef NODE
};

static const gboolean has_position[] = {
  FALSE,
#define NODE(kind, member, positions, fields) positions,
#include "lang/ast.def"
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
      rs_str_repr (dump->out, ids->items[i], strlen (ids->items[i]));
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
      rs_str_repr (dump->out, id, strlen (id));
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
#include "lang/ast.def"
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
