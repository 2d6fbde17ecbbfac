/* SPDX-License-Identifier: MIT
 *
 * The % operator of str and of bytes, as unicode_format in CPython 3.11's
 * Objects/unicodeobject.c and _PyBytes_FormatEx.
 *
 *     %[(key)][flags][width][.precision][hlL]type
 *
 * Both work on characters: a bytes format is read as Latin-1 and its result
 * written as Latin-1. They differ in %s, %b, %c and %a.
 */
#include "format-private.h"
#include "objects/bytes/bytes-private.h"
#include "objects/numbers/int-private.h"

#include <string.h>

typedef struct {
  RsVm *vm;
  gboolean bytes;
  RsObject *text; /* the format */
  gsize at;
  RsObject *args;        /* a tuple, or the only value */
  gboolean single, used; /* ARGS is no tuple; it has been taken */
  gsize next;
  RsObject *mapping; /* for %(key); NULL: ARGS is none */
  RsStrBuilder out;
  RsObject *whole; /* the last conversion's text where nothing stands before it: it is the result
                      itself */
} Percent;

/* One conversion as it was read. VALUE is owned. */
typedef struct {
  gboolean left, plus, space, alternate, zero;
  gssize width, precision; /* -1: none */
  gunichar type;
  gsize index; /* of the type in the format */
  RsObject *value;
} Item;

/* --- reading -------------------------------------------------------------- */

static gunichar
peek (const Percent *p)
{
  return p->at < rs_str_length (p->text) ? rs_str_char (p->text, p->at) : 0;
}

/* Takes the next character; FALSE raises. */
static gboolean
take (Percent *p, gunichar *c)
{
  if (p->at < rs_str_length (p->text))
    {
      *c = rs_str_char (p->text, p->at++);
      return TRUE;
    }
  rs_value_error (p->vm, "incomplete format");
  return FALSE;
}

/* Borrowed: the tuple, the caller or the mapping's value holds it. */
static RsObject *
next_value (Percent *p)
{
  if (p->single)
    {
      if (!p->used)
        {
          p->used = TRUE;
          return p->args;
        }
    }
  else if (p->next < rs_tuple_size (p->args))
    return rs_tuple_items (p->args)[p->next++];
  return rs_type_error (p->vm, "not enough arguments for format string");
}

/* (key): from now on that value is the only argument. FALSE raises. */
static gboolean
read_key (Percent *p, RsObject **current)
{
  RsVm *vm = p->vm;
  gsize start = ++p->at, depth = 1, length = rs_str_length (p->text);
  const RsStr *text = (RsStr *) p->text;

  if (p->mapping == NULL)
    {
      rs_type_error (vm, "format requires a mapping");
      return FALSE;
    }
  while (p->at < length && depth > 0)
    {
      gunichar c = rs_str_char (p->text, p->at++);
      depth += (c == '(') - (c == ')');
    }
  if (depth > 0)
    {
      rs_value_error (vm, "incomplete format key");
      return FALSE;
    }
  RS_SCOPE (vm);
  RS_LOCAL (key, p->bytes ? rs_bytes_new (vm, text->data + start, p->at - 1 - start)
                          : rs_str_substring (vm, p->text, start, p->at - 1));
  RsObject *value = key ? rs_getitem (vm, p->mapping, key) : NULL;
  if (value == NULL)
    return FALSE;
  rs_setref (vm, current, value);
  p->single = TRUE;
  p->used = FALSE;
  p->args = value;
  return TRUE;
}

static void
read_flags (Percent *p, Item *item)
{
  for (;; p->at++)
    switch (peek (p))
      {
      case '-':
        item->left = TRUE;
        break;
      case '+':
        item->plus = TRUE;
        break;
      case ' ':
        item->space = TRUE;
        break;
      case '#':
        item->alternate = TRUE;
        break;
      case '0':
        item->zero = TRUE;
        break;
      default:
        return;
      }
}

/* A number or '*'. FALSE raises. */
static gboolean
read_number (Percent *p, const char *what, gssize *number)
{
  RsVm *vm = p->vm;
  if (peek (p) == '*')
    {
      p->at++;
      RsObject *value = next_value (p);
      if (value == NULL)
        return FALSE;
      gboolean is_int = rs_is_int (value);
      gboolean narrow = what[0] == 'p', fits = is_int && rs_int_fits (value, number);
      fits = fits && (!narrow || (*number >= G_MININT && *number <= G_MAXINT));
      if (!is_int)
        rs_type_error (vm, "* wants int");
      else if (!fits)
        rs_raise (vm, RS_TYPE (vm, OverflowError), "Python int too large to convert to C %s",
                  narrow ? "int" : "ssize_t");
      return fits;
    }
  for (*number = MAX (*number, 0); peek (p) >= '0' && peek (p) <= '9'; p->at++)
    {
      if (*number > (G_MAXINT - 9) / 10)
        {
          rs_value_error (vm, "%s too big", what);
          return FALSE;
        }
      *number = *number * 10 + (peek (p) - '0');
    }
  return TRUE;
}

/* Everything after '%', with the value. *CURRENT: the value of the last (key),
 * owned. FALSE raises. */
static gboolean
read_item (Percent *p, Item *item, RsObject **current)
{
  *item = (Item){ .width = -1, .precision = -1 };
  if (peek (p) == '(' && !read_key (p, current))
    return FALSE;
  read_flags (p, item);
  if (peek (p) == '*' || (peek (p) >= '1' && peek (p) <= '9'))
    {
      if (!read_number (p, "width", &item->width))
        return FALSE;
      if (item->width < 0)
        {
          item->left = TRUE;
          item->width = -item->width;
        }
    }
  if (peek (p) == '.')
    {
      p->at++;
      if (!read_number (p, "precision", &item->precision))
        return FALSE;
      item->precision = MAX (item->precision, 0);
    }
  if (!rs_str_check_length (p->vm, (gsize) MAX (item->width, 0))
      || !rs_str_check_length (p->vm, (gsize) MAX (item->precision, 0)))
    return FALSE;
  if (peek (p) == 'h' || peek (p) == 'l' || peek (p) == 'L')
    p->at++;
  if (!take (p, &item->type))
    return FALSE;
  item->index = p->at - 1;
  item->value = next_value (p);
  return item->value != NULL;
}

/* --- writing -------------------------------------------------------------- */

static void
add_fill (Percent *p, gunichar c, gssize n)
{
  while (n-- > 0)
    rs_str_builder_add_char (&p->out, c);
}

/* [sign][prefix]digits in the item's width; zeros go between. */
static void
add_number (Percent *p, const Item *item, char sign, const char *prefix, const char *digits)
{
  gboolean zeros = item->zero && !item->left;
  if (sign == 0 && (item->plus || item->space))
    sign = item->plus ? '+' : ' ';
  gssize length = (sign != 0) + strlen (prefix) + strlen (digits), padding = item->width - length;
  if (!item->left && !zeros)
    add_fill (p, ' ', padding);
  if (sign)
    rs_str_builder_add_char (&p->out, sign);
  rs_str_builder_add_utf8 (&p->out, prefix);
  if (zeros)
    add_fill (p, '0', padding);
  rs_str_builder_add_utf8 (&p->out, digits);
  if (item->left)
    add_fill (p, ' ', padding);
}

static void
add_text (Percent *p, const Item *item, RsObject *text, gboolean cut)
{
  gsize length = rs_str_length (text);
  if (cut && item->precision >= 0)
    length = MIN (length, (gsize) item->precision);
  gssize padding = item->width - (gssize) length;
  if (p->out.length == 0 && p->at == rs_str_length (p->text) && padding <= 0
      && length == rs_str_length (text) && text->type == RS_TYPE (p->vm, STR))
    {
      p->whole = rs_incref (text);
      if (item->value->type != RS_TYPE (p->vm, STR) && rs_is_int (item->value))
        p->whole = rs_str_share (p->vm, p->whole);
      return;
    }
  if (!item->left)
    add_fill (p, ' ', padding);
  for (gsize i = 0; i < length; i++)
    rs_str_builder_add_char (&p->out, rs_str_char (text, i));
  if (item->left)
    add_fill (p, ' ', padding);
}

/* The int that an integer conversion shows: new reference. */
static RsObject *
integer_of (RsVm *vm, const Item *item, gboolean bytes)
{
  gboolean decimal = item->type == 'd' || item->type == 'i' || item->type == 'u';
  RsObject *value = item->value, *result = NULL;

  if (rs_is_int (value))
    return rs_incref (value);
  RsSlots *slots = &value->type->slots;
  if (decimal && (slots->int_ != NULL || slots->index != NULL) && !rs_is_str (value))
    result = rs_to_int (vm, value);
  else if (!decimal && slots->index != NULL)
    result = rs_index (vm, value);
  else
    return rs_type_error (vm,
                          decimal ? "%%%c format: a real number is required, not %T"
                                  : "%%%c format: an integer is required, not %T",
                          item->type == 'i' && bytes ? 'd' : (int) item->type, value);
  return result;
}

static gboolean
add_integer (Percent *p, const Item *item)
{
  RsVm *vm = p->vm;
  int base = item->type == 'o' ? 8 : item->type == 'x' || item->type == 'X' ? 16 : 10;
  RsObject *number = integer_of (vm, item, p->bytes);
  char prefix[3] = "";

  if (number == NULL)
    return FALSE;
  g_autofree char *text = rs_int_to_text (vm, number, base);
  rs_decref (vm, number);
  if (text == NULL)
    return FALSE;
  gboolean negative = *text == '-';
  GString *digits = g_string_new (text + negative);
  if (item->precision > (gssize) digits->len)
    {
      g_autofree char *zeros = g_strnfill (item->precision - digits->len, '0');
      g_string_prepend (digits, zeros);
    }
  if (item->type == 'X')
    g_string_ascii_up (digits);
  if (item->alternate && base != 10)
    g_snprintf (prefix, sizeof prefix, "0%c", (char) item->type);
  add_number (p, item, negative ? '-' : 0, prefix, digits->str);
  g_string_free (digits, TRUE);
  return TRUE;
}

static gboolean
add_float (Percent *p, const Item *item)
{
  RsVm *vm = p->vm;
  RsObject *value = item->value;
  if (!rs_is_float (value) && !rs_is_int (value) && value->type->slots.float_ == NULL
      && value->type->slots.index == NULL)
    {
      if (p->bytes)
        rs_type_error (vm, "float argument required, not %T", value);
      else
        rs_type_error (vm, "must be real number, not %T", value);
      return FALSE;
    }
  double number = rs_as_double (vm, value);
  if (number == -1.0 && vm->pending)
    return FALSE;
  g_autofree char *text = rs_float_format_text (number, (char) item->type,
                                                item->precision < 0 ? 6 : (int) item->precision,
                                                item->alternate, FALSE);
  gboolean negative = *text == '-';
  add_number (p, item, negative ? '-' : 0, "", text + negative);
  return TRUE;
}

static gboolean
add_char (Percent *p, const Item *item)
{
  RsVm *vm = p->vm;
  RsObject *value = item->value, *text = NULL;
  gint64 code = -1;
  const guint8 *data;
  gsize size;

  if (!p->bytes && rs_is_str (value))
    {
      if (rs_str_length (value) == 1)
        text = rs_incref (value);
    }
  else if (p->bytes && !rs_is_int (value) && rs_bytes_view (vm, value, &data, &size))
    {
      if (size == 1)
        text = rs_str_char_new (vm, data[0]);
    }
  else if (rs_is_int (value) || value->type->slots.index != NULL)
    {
      RsObject *index = rs_index (vm, value);
      if (index == NULL)
        return FALSE;
      gboolean good = rs_int_fits (index, &code) && code >= 0 && code < (p->bytes ? 256 : 0x110000);
      rs_decref (vm, index);
      if (!good)
        {
          rs_raise (vm, RS_TYPE (vm, OverflowError),
                    p->bytes ? "%%c arg not in range(256)" : "%%c arg not in range(0x110000)");
          return FALSE;
        }
      text = rs_str_char_new (vm, (gunichar) code);
    }
  if (text == NULL)
    {
      if (vm->pending == NULL)
        rs_type_error (vm, p->bytes ? "%%c requires an integer in range(256) or a single byte"
                                    : "%%c requires int or char");
      return FALSE;
    }
  add_text (p, item, text, FALSE);
  rs_decref (vm, text);
  return TRUE;
}

/* What %s and %b of bytes take: the bytes of a buffer or of __bytes__, as
 * Latin-1 text. */
static RsObject *
bytes_text (RsVm *vm, RsObject *value)
{
  const guint8 *data;
  gsize size;
  if (!rs_bytes_view (vm, value, &data, &size))
    {
      if (rs_type_lookup (vm, value->type, RS_NAME (vm, __bytes__)) == NULL)
        return rs_type_error (
            vm,
            "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'",
            value);
      RsObject *bytes = rs_bytes_from_object (vm, value);
      RsObject *text =
          bytes ? rs_str_from_kind (vm, ((RsBytes *) bytes)->data, 1, ((RsBytes *) bytes)->size)
                : NULL;
      rs_xdecref (vm, bytes);
      return text;
    }
  return rs_str_from_kind (vm, data, 1, size);
}

static gboolean
add_object (Percent *p, const Item *item)
{
  RsVm *vm = p->vm;
  RsObject *text;
  if (p->bytes)
    text = item->type == 's' || item->type == 'b' ? bytes_text (vm, item->value)
                                                  : rs_ascii (vm, item->value);
  else
    text = item->type == 's'   ? rs_str (vm, item->value)
           : item->type == 'r' ? rs_repr (vm, item->value)
                               : rs_ascii (vm, item->value);
  if (text == NULL)
    return FALSE;
  add_text (p, item, text, TRUE);
  rs_decref (vm, text);
  return TRUE;
}

static gboolean
add_item (Percent *p, const Item *item)
{
  switch (item->type)
    {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return add_integer (p, item);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return add_float (p, item);
    case 'c':
      return add_char (p, item);
    case 's':
    case 'r':
    case 'a':
      return add_object (p, item);
    case 'b':
      if (p->bytes)
        return add_object (p, item);
    }
  gboolean printable = item->type > 31 && item->type < 127;
  rs_value_error (p->vm, "unsupported format character '%c' (0x%x) at index %zd",
                  printable ? (int) item->type : '?', item->type, (gssize) item->index);
  return FALSE;
}

/* --- the whole ------------------------------------------------------------ */

static gboolean
run (Percent *p)
{
  RsVm *vm = p->vm;
  gsize length = rs_str_length (p->text);
  Item item;

  RS_SCOPE (vm);
  RS_LOCAL (current, NULL); /* the value of the last (key) */
  while (p->at < length)
    {
      gunichar c = rs_str_char (p->text, p->at++);
      if (c != '%' || peek (p) == '%')
        {
          p->at += c == '%';
          rs_str_builder_add_char (&p->out, c);
          continue;
        }
      if (!read_item (p, &item, &current) || !add_item (p, &item))
        return FALSE;
    }
  if (p->mapping == NULL && (p->single ? !p->used : p->next < rs_tuple_size (p->args)))
    {
      rs_type_error (vm, p->bytes ? "not all arguments converted during bytes formatting"
                                  : "not all arguments converted during string formatting");
      return FALSE;
    }
  return TRUE;
}

static Percent
begin (RsVm *vm, RsObject *text, RsObject *args, gboolean bytes)
{
  Percent p = {
    .vm = vm, .text = text, .args = args, .bytes = bytes, .single = !rs_is_tuple (args)
  };
  gboolean texts =
      rs_is_str (args)
      || (bytes && (rs_is_bytes (args) || rs_is_subtype (args->type, RS_TYPE (vm, BYTEARRAY))));
  if (p.single && !texts && args->type->slots.getitem != NULL)
    p.mapping = args;
  rs_str_builder_init (p.vm, &p.out);
  return p;
}

RsObject *
rs_str_percent (RsVm *vm, RsObject *format, RsObject *args)
{
  Percent p = begin (vm, format, args, FALSE);
  RsObject *result = NULL;
  if (!run (&p))
    ;
  else if (p.whole != NULL)
    result = rs_incref (p.whole);
  else if (format->type == RS_TYPE (vm, STR)
           && rs_str_find_char (format, '%', 0, rs_str_length (format)) < 0)
    result = rs_incref (format); /* nothing to put in: the text itself */
  else
    result = rs_str_builder_end (vm, &p.out);
  rs_str_builder_clear (&p.out);
  rs_xdecref (vm, p.whole);
  return result;
}

RsObject *
rs_bytes_percent (RsVm *vm, RsObject *format, RsObject *args)
{
  const guint8 *data;
  gsize size;
  RsObject *result = NULL;

  rs_bytes_view (vm, format, &data, &size);
  RS_SCOPE (vm);
  RS_LOCAL (text, rs_str_from_kind (vm, data, 1, size));
  if (text == NULL)
    return NULL;
  Percent p = begin (vm, text, args, TRUE);
  if (run (&p))
    {
      RS_LOCAL (latin1, p.whole ? rs_incref (p.whole) : rs_str_builder_end (vm, &p.out));
      if (latin1 != NULL)
        result = rs_bytes_make (vm, format, ((RsStr *) latin1)->data, rs_str_length (latin1));
    }
  rs_str_builder_clear (&p.out);
  rs_xdecref (vm, p.whole);
  return result;
}
