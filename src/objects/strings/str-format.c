/* SPDX-License-Identifier: MIT
 *
 * str.format and str.format_map, as CPython 3.11's
 * Objects/stringlib/unicode_format.h.
 *
 *     "a {0.name[key]!r:>{width}} b"
 *         field name     conversion, spec, in which fields may stand: two levels at most
 *
 * Values come from arguments by number, from a mapping by name, or, where names
 * are empty, by counting.
 */
#include "str-private.h"

#include "format-spec.h"

typedef enum { NUMBERING_UNKNOWN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } Numbering;

typedef struct {
  RsVm *vm;
  RsObject *const *args; /* NULL: format_map */
  gsize nargs;
  RsObject *const *kwvalues;
  RsObject *kwnames; /* tuple or NULL */
  RsObject *mapping; /* of format_map */
  Numbering numbering;
  gsize next;
} Formatter;

/* A part of a str. */
typedef struct {
  RsObject *str;
  gsize at, end;
} Span;

typedef struct {
  Span name, spec;
  gunichar conversion;
  gboolean nested;
} Field;

static gunichar
take (Span *span)
{
  return rs_str_char (span->str, span->at++);
}

/* --- reading a field ------------------------------------------------------ */

/* The spec up to the closing brace. FALSE raises. */
static gboolean
read_spec (RsVm *vm, Span *in, Field *field)
{
  guint depth = 1;
  field->spec = (Span){ in->str, in->at, in->end };
  while (in->at < in->end)
    {
      gunichar c = take (in);
      if (c == '{')
        {
          field->nested = TRUE;
          depth++;
        }
      else if (c == '}' && --depth == 0)
        {
          field->spec.end = in->at - 1;
          return TRUE;
        }
    }
  rs_value_error (vm, "unmatched '{' in format spec");
  return FALSE;
}

/* What stands after '!'. FALSE raises; *DONE: the field is closed. */
static gboolean
read_conversion (RsVm *vm, Span *in, Field *field, gboolean *done)
{
  *done = FALSE;
  if (in->at >= in->end)
    {
      rs_value_error (vm, "end of string while looking for conversion specifier");
      return FALSE;
    }
  field->conversion = take (in);
  if (in->at >= in->end)
    return TRUE;
  gunichar c = take (in);
  *done = c == '}';
  if (c == '}' || c == ':')
    return TRUE;
  rs_value_error (vm, "expected ':' after conversion specifier");
  return FALSE;
}

/* Reads on after '{'. FALSE raises. */
static gboolean
read_field (RsVm *vm, Span *in, Field *field)
{
  gunichar c = 0;
  gboolean done;

  *field = (Field){ .name = { in->str, in->at, in->at }, .spec = { in->str, 0, 0 } };
  while (in->at < in->end)
    {
      c = take (in);
      if (c == '{')
        {
          rs_value_error (vm, "unexpected '{' in field name");
          return FALSE;
        }
      if (c == '[')
        while (in->at < in->end && rs_str_char (in->str, in->at) != ']')
          in->at++;
      else if (c == '}' || c == ':' || c == '!')
        break;
    }
  if (c != '}' && c != ':' && c != '!')
    {
      rs_value_error (vm, "expected '}' before end of string");
      return FALSE;
    }
  field->name.end = in->at - 1;
  if (c == '}')
    return TRUE;
  if (c == '!')
    {
      if (!read_conversion (vm, in, field, &done))
        return FALSE;
      if (done)
        return TRUE;
    }
  return read_spec (vm, in, field);
}

/* --- finding a value ------------------------------------------------------ */

/* The number that SPAN is: -1: it is none; -2 raises. */
static gssize
span_number (RsVm *vm, const Span *span)
{
  gssize value = 0;
  if (span->at >= span->end)
    return -1;
  for (gsize i = span->at; i < span->end; i++)
    {
      gunichar c = rs_str_char (span->str, i);
      if (!rs_unichar_is_decimal (c))
        return -1;
      if (value > (G_MAXSSIZE - 9) / 10)
        {
          rs_value_error (vm, "Too many decimal digits in format string");
          return -2;
        }
      value = value * 10 + rs_unichar_decimal_value (c);
    }
  return value;
}

static RsObject *
span_str (RsVm *vm, const Span *span)
{
  return rs_str_substring (vm, span->str, span->at, span->end);
}

static RsObject *
value_by_name (Formatter *f, const Span *name)
{
  RsVm *vm = f->vm;
  RS_SCOPE (vm);
  RS_LOCAL (key, span_str (vm, name));
  if (key == NULL)
    return NULL;
  if (f->mapping != NULL)
    return rs_getitem (vm, f->mapping, key);
  for (gsize i = 0; f->kwnames && i < rs_tuple_size (f->kwnames); i++)
    if (rs_str_equal (rs_tuple_items (f->kwnames)[i], key))
      return rs_incref (f->kwvalues[i]);
  return rs_raise_key_error (vm, key);
}

static RsObject *
value_by_number (Formatter *f, gssize number)
{
  gboolean automatic = number < 0;
  Numbering wanted = automatic ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;

  if (f->numbering == NUMBERING_UNKNOWN)
    f->numbering = wanted;
  if (f->numbering != wanted)
    return rs_value_error (
        f->vm, automatic
                   ? "cannot switch from manual field specification to automatic field numbering"
                   : "cannot switch from automatic field numbering to manual field specification");
  if (automatic)
    number = f->next++;
  if (f->args == NULL)
    return rs_value_error (f->vm, "Format string contains positional fields");
  if ((gsize) number >= f->nargs)
    return rs_raise (f->vm, RS_TYPE (f->vm, IndexError),
                     "Replacement index %zd out of range for positional args tuple", number);
  return rs_incref (f->args[number]);
}

/* OBJECT.name or OBJECT[key]: takes OBJECT over. REST stands before '.' or
 * '['. */
static RsObject *
follow (RsVm *vm, RS_STEALS RsObject *object, Span *rest)
{
  gboolean attribute = take (rest) == '.';
  Span part = { rest->str, rest->at, rest->at };
  RS_SCOPE (vm);
  RS_LOCAL (held, object);

  if (attribute)
    while (rest->at < rest->end && rs_str_char (rest->str, rest->at) != '.'
           && rs_str_char (rest->str, rest->at) != '[')
      rest->at++;
  else
    while (rest->at < rest->end && rs_str_char (rest->str, rest->at) != ']')
      rest->at++;
  part.end = rest->at;
  if (!attribute && rest->at++ >= rest->end)
    return rs_value_error (vm, "Missing ']' in format string");
  if (part.at == part.end)
    return rs_value_error (vm, "Empty attribute in format string");
  gssize number = attribute ? -1 : span_number (vm, &part);
  RS_LOCAL (key, number == -2  ? NULL
                 : number >= 0 ? rs_int_new (vm, number)
                               : span_str (vm, &part));
  if (key == NULL)
    return NULL;
  return attribute ? rs_getattr (vm, held, key) : rs_getitem (vm, held, key);
}

static RsObject *
find_value (Formatter *f, Span name)
{
  RsVm *vm = f->vm;
  Span first = name;

  while (name.at < name.end && rs_str_char (name.str, name.at) != '.'
         && rs_str_char (name.str, name.at) != '[')
    name.at++;
  first.end = name.at;
  gssize number = span_number (vm, &first);
  if (number == -2)
    return NULL;
  RsObject *value = first.at == first.end || number >= 0 ? value_by_number (f, number)
                                                         : value_by_name (f, &first);
  while (value != NULL && name.at < name.end)
    {
      gunichar c = rs_str_char (name.str, name.at);
      if (c != '.' && c != '[')
        {
          rs_decref (vm, value);
          return rs_value_error (vm, "Only '.' or '[' may follow ']' in format field specifier");
        }
      value = follow (vm, value, &name);
    }
  return value;
}

/* --- output --------------------------------------------------------------- */

static RsObject *format_span (Formatter *f, Span in, guint depth);

static RsObject *
convert (RsVm *vm, gunichar conversion, RsObject *value)
{
  switch (conversion)
    {
    case 'r':
      return rs_repr (vm, value);
    case 's':
      return rs_str (vm, value);
    case 'a':
      return rs_ascii (vm, value);
    }
  if (conversion > 32 && conversion < 127)
    return rs_value_error (vm, "Unknown conversion specifier %c", (int) conversion);
  return rs_value_error (vm, "Unknown conversion specifier \\x%x", conversion);
}

/* The text of one field. *MADE: digits written into the result, not an object
 * of their own. */
static RsObject *
format_field (Formatter *f, const Field *field, guint depth, gboolean *made)
{
  RsVm *vm = f->vm;
  RS_SCOPE (vm);
  RS_LOCAL (value, find_value (f, field->name));
  if (value == NULL)
    return NULL;
  if (field->conversion)
    {
      RsObject *converted = convert (vm, field->conversion, value);
      rs_setref (vm, &value, converted);
      if (value == NULL)
        return NULL;
    }
  RS_LOCAL (spec,
            field->nested ? format_span (f, field->spec, depth - 1) : span_str (vm, &field->spec));
  if (spec == NULL)
    return NULL;
  *made = value->type == RS_TYPE (vm, INT);
  return value->type == RS_TYPE (vm, STR) ? rs_str_format_spec (vm, value, spec)
                                          : rs_format (vm, value, spec);
}

/* Copies what stands before the next field. 1: a field follows; 0: the end; -1
 * raises. */
static int
copy_literal (RsVm *vm, Span *in, RsStrBuilder *out)
{
  while (in->at < in->end)
    {
      gunichar c = take (in);
      if (c == '{' || c == '}')
        {
          gboolean doubled = in->at < in->end && rs_str_char (in->str, in->at) == c;
          if (!doubled && (c == '}' || in->at >= in->end))
            return rs_raise_int (vm, RS_TYPE (vm, ValueError),
                                 "Single '%c' encountered in format string", (int) c);
          if (!doubled)
            return 1;
          in->at++;
        }
      rs_str_builder_add_char (out, c);
    }
  return 0;
}

static RsObject *
format_span (Formatter *f, Span in, guint depth)
{
  RsVm *vm = f->vm;
  RsStrBuilder out;
  Field field;
  int more;

  if (depth == 0)
    return rs_value_error (vm, "Max string recursion exceeded");
  rs_str_builder_init (vm, &out);
  while ((more = copy_literal (vm, &in, &out)) > 0)
    {
      gboolean made = FALSE;
      RsObject *text = read_field (vm, &in, &field) ? format_field (f, &field, depth, &made) : NULL;
      if (text == NULL)
        {
          more = -1;
          break;
        }
      if (out.length == 0 && in.at >= in.end && text->type == RS_TYPE (vm, STR))
        {
          /* nothing else: the value's text is the result itself */
          rs_str_builder_clear (&out);
          return made ? rs_str_share (vm, text) : text;
        }
      rs_str_builder_add_str (&out, text);
      rs_decref (vm, text);
    }
  if (more == 0)
    return rs_str_builder_end (vm, &out);
  rs_str_builder_clear (&out);
  return NULL;
}

RsObject *
rs_str_format_method (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                      RsObject *kwnames)
{
  Formatter f = {
    .vm = vm, .args = args, .nargs = nargs, .kwvalues = args + nargs, .kwnames = kwnames
  };
  gsize length = rs_str_length (self);
  /* A text without fields is its own result. */
  if (self->type == RS_TYPE (vm, STR) && rs_str_find_char (self, '{', 0, length) < 0
      && rs_str_find_char (self, '}', 0, length) < 0)
    return rs_incref (self);
  return format_span (&f, (Span){ self, 0, rs_str_length (self) }, 2);
}

RsObject *
rs_str_format_map (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  Formatter f = { .vm = vm, .mapping = args[0] };
  return format_span (&f, (Span){ self, 0, rs_str_length (self) }, 2);
}
