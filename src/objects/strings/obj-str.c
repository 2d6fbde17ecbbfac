/* SPDX-License-Identifier: MIT
 *
 * str, as CPython 3.11's Objects/unicodeobject.c: birth, comparison,
 * concatenation, indexing, and the slots.
 *
 * A str keeps its characters inline, 1, 2 or 4 bytes each, as few as its
 * largest character needs; so equal strings have equal bytes. "" and the 256
 * strings of one latin-1 character are made once and shared: whatever makes a
 * string passes through rs_str_from_kind, rs_str_char_new or rs_str_share.
 * Interning is in str-intern.c, UTF-8 in str-utf8.c, hash in str-hash.c, repr
 * in str-repr.c, messages in str-builder.c, methods in str-methods.c and the
 * str-*.c that it names.
 */
#include "str-private.h"

#include "format-spec.h"
#include "objects/values.h"

#include <string.h>

/* --- birth ---------------------------------------------------------------- */

static gsize
model_size (gsize length, guint kind, gboolean ascii)
{
  return ascii ? 48 + length + 1 : 72 + (length + 1) * kind;
}

static RsStr *
alloc (RsVm *vm, RsType *type, gsize length, guint kind, gboolean ascii)
{
  if (G_UNLIKELY (length > RS_STR_MAX))
    {
      rs_raise_no_memory (vm);
      return NULL;
    }
  gsize model = type == RS_TYPE (vm, STR) ? model_size (length, kind, ascii)
                                          : type->basicsize + (length + 1) * kind;
  RsStr *str = rs_var_object_new (vm, type, (length + 1) * kind, model);
  if (str != NULL)
    {
      str->hash = -1;
      str->length = length;
      str->kind = kind;
      str->ascii = ascii;
    }
  return str;
}

gboolean
rs_str_check_length (RsVm *vm, gsize length)
{
  if (length <= RS_STR_MAX / 4
      && (vm->model_bytes >= vm->model_limit || length <= vm->model_limit - vm->model_bytes))
    return TRUE;
  rs_raise_no_memory (vm);
  return FALSE;
}

static guint
kind_of (gunichar max_char)
{
  return max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4;
}

RsObject *
rs_str_alloc (RsVm *vm, gsize length, gunichar max_char)
{
  if (length == 0)
    return rs_incref (vm->empty_str);
  return (RsObject *) alloc (vm, RS_TYPE (vm, STR), length, kind_of (max_char), max_char < 128);
}

RsObject *
rs_str_share (RsVm *vm, RsObject *str)
{
  if (str == NULL || rs_str_length (str) > 1)
    return str;
  RsObject *shared = rs_str_length (str) == 0     ? vm->empty_str
                     : rs_str_char (str, 0) < 256 ? vm->latin1[rs_str_char (str, 0)]
                                                  : str;
  rs_incref (shared);
  rs_decref (vm, str);
  return shared;
}

RsObject *
rs_str_char_new (RsVm *vm, gunichar c)
{
  if (c < 256)
    return rs_incref (vm->latin1[c]);
  RsStr *str = alloc (vm, RS_TYPE (vm, STR), 1, kind_of (c), FALSE);
  if (str != NULL)
    rs_str_put (str, 0, c);
  return RS_OBJECT (str);
}

/* All bits of the characters together: enough to tell the kind. */
static gunichar
or_of (gconstpointer data, int kind, gsize length)
{
  gunichar bits = 0;
  if (kind == 1)
    {
      const guint8 *p = data;
      gsize i = 0;
      guint64 wide = 0, word;
      for (; i + 8 <= length; i += 8)
        {
          memcpy (&word, p + i, 8);
          wide |= word;
        }
      for (; i < length; i++)
        bits |= p[i];
      if (wide & G_GUINT64_CONSTANT (0x8080808080808080))
        bits |= 0x80;
    }
  else if (kind == 2)
    for (gsize i = 0; i < length; i++)
      bits |= ((const guint16 *) data)[i];
  else
    for (gsize i = 0; i < length; i++)
      bits |= ((const guint32 *) data)[i];
  return bits;
}

static void
convert_chars (gpointer to, guint to_kind, gconstpointer from, guint from_kind, gsize length)
{
  if (to_kind == from_kind)
    memcpy (to, from, length * to_kind);
  else
    for (gsize i = 0; i < length; i++)
      {
        gunichar c = from_kind == 1   ? ((const guint8 *) from)[i]
                     : from_kind == 2 ? ((const guint16 *) from)[i]
                                      : ((const guint32 *) from)[i];
        if (to_kind == 1)
          ((guint8 *) to)[i] = c;
        else if (to_kind == 2)
          ((guint16 *) to)[i] = c;
        else
          ((guint32 *) to)[i] = c;
      }
}

RsObject *
rs_str_from_kind (RsVm *vm, gconstpointer data, int kind, gsize length)
{
  if (length == 1)
    return rs_str_char_new (vm, kind == 1   ? *(const guint8 *) data
                                : kind == 2 ? *(const guint16 *) data
                                            : *(const guint32 *) data);
  return rs_str_fresh (vm, data, kind, length);
}

RsObject *
rs_str_fresh (RsVm *vm, gconstpointer data, int kind, gsize length)
{
  if (length == 0)
    return rs_incref (vm->empty_str);
  gunichar bits = or_of (data, kind, length);
  RsStr *str = alloc (vm, RS_TYPE (vm, STR), length, kind_of (bits), bits < 128);
  if (str != NULL)
    convert_chars (str->data, str->kind, data, kind, length);
  return RS_OBJECT (str);
}

RsObject *
rs_str_narrow (RsVm *vm, RsObject *object)
{
  RsStr *str = (RsStr *) object;
  if (str == NULL || str->ascii)
    return object;
  gunichar bits = or_of (str->data, str->kind, str->length);
  if (kind_of (bits) == str->kind && bits >= 128)
    return object;
  RsObject *narrow = rs_str_fresh (vm, str->data, str->kind, str->length);
  rs_decref (vm, object);
  return narrow;
}

RsObject *
rs_str_from_ucs4 (RsVm *vm, const gunichar *chars, gsize length)
{
  return rs_str_from_kind (vm, chars, 4, length);
}

RsObject *
rs_str_of_type (RsVm *vm, RsType *type, RsObject *value)
{
  if (value == NULL || type == RS_TYPE (vm, STR))
    return value;
  RsStr *from = (RsStr *) value, *to = alloc (vm, type, from->length, from->kind, from->ascii);
  if (to != NULL)
    {
      memcpy (to->data, from->data, (gsize) from->length * from->kind);
      to->hash = from->hash;
    }
  rs_decref (vm, value);
  return RS_OBJECT (to);
}

RsObject *
rs_str_exact (RsVm *vm, RsObject *object)
{
  RsStr *str = (RsStr *) object;
  return object->type == RS_TYPE (vm, STR)
             ? rs_incref (object)
             : rs_str_from_kind (vm, str->data, str->kind, str->length);
}

void
rs_str_start (RsVm *vm)
{
  gint32 immortal = (gint32) vm->profile->small_int_refcnt;

  vm->interned_size = 1024;
  vm->interned = rs_mem_alloc0 (vm, vm->interned_size * sizeof (RsObject *));
  vm->empty_str = RS_OBJECT (alloc (vm, RS_TYPE (vm, STR), 0, 1, TRUE));
  vm->empty_str->refcnt += immortal;
  for (guint c = 0; c < 256; c++)
    {
      RsStr *str = alloc (vm, RS_TYPE (vm, STR), 1, 1, c < 128);
      str->data[0] = c;
      str->base.refcnt += immortal;
      vm->latin1[c] = RS_OBJECT (str);
    }
  /* The interpreter's own names of one letter are other objects than those: 'a'
   * in a program is the name, "banana"[1] is not. */
  for (const char *name = "BCLST_abcdefhijklmnopqrstvwxy"; *name != 0; name++)
    {
      RsStr *str = alloc (vm, RS_TYPE (vm, STR), 1, 1, TRUE);
      RsObject *object = RS_OBJECT (str);
      str->data[0] = *name;
      object->refcnt += immortal;
      rs_str_intern (vm, &object);
    }
}

/* --- characters ----------------------------------------------------------- */

gunichar
rs_str_max_char (gconstpointer o)
{
  const RsStr *str = o;
  return str->ascii ? 127 : str->kind == 1 ? 255 : str->kind == 2 ? 0xffff : 0x10ffff;
}

void
rs_str_put (gpointer o, gsize index, gunichar c)
{
  RsStr *str = o;
  if (str->kind == 1)
    str->data[index] = c;
  else if (str->kind == 2)
    ((guint16 *) str->data)[index] = c;
  else
    ((guint32 *) str->data)[index] = c;
}

void
rs_str_copy_chars (gpointer to_object, gsize at, gconstpointer from_object, gsize start,
                   gsize length)
{
  RsStr *to = to_object;
  const RsStr *from = from_object;
  convert_chars (to->data + at * to->kind, to->kind, from->data + start * from->kind, from->kind,
                 length);
}

gboolean
rs_str_equal (RsObject *left, RsObject *right)
{
  RsStr *a = (RsStr *) left, *b = (RsStr *) right;
  return a == b
         || (a->length == b->length && a->kind == b->kind
             && memcmp (a->data, b->data, (gsize) a->length * a->kind) == 0);
}

gboolean
rs_str_equal_ascii (RsObject *object, const char *ascii)
{
  RsStr *str = (RsStr *) object;
  return str->ascii && strlen (ascii) == str->length && memcmp (str->data, ascii, str->length) == 0;
}

int
rs_str_compare (RsObject *left, RsObject *right)
{
  RsStr *a = (RsStr *) left, *b = (RsStr *) right;
  gsize n = MIN (a->length, b->length);
  if (a->kind == 1 && b->kind == 1)
    {
      int order = memcmp (a->data, b->data, n);
      if (order != 0)
        return order < 0 ? -1 : 1;
    }
  else
    for (gsize i = 0; i < n; i++)
      {
        gunichar x = rs_str_char (a, i), y = rs_str_char (b, i);
        if (x != y)
          return x < y ? -1 : 1;
      }
  return (a->length > b->length) - (a->length < b->length);
}

#define LONG 4096 /* characters: a comparison of longer ones counts as work */

static RsObject *
str_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_str (left) || !rs_is_str (right))
    return rs_incref (vm->not_implemented);
  if (G_UNLIKELY (((RsStr *) left)->length > LONG && ((RsStr *) right)->length > LONG)
      && left != right && !rs_may_go_on (vm, ((RsStr *) left)->length / RS_WORK_BYTES))
    return NULL;
  if (op == RS_EQ || op == RS_NE)
    return rs_bool (vm, rs_str_equal (left, right) == (op == RS_EQ));
  return rs_bool_from_order (vm, left == right ? 0 : rs_str_compare (left, right), op);
}

/* --- sequences ------------------------------------------------------------ */

RsObject *
rs_str_concat (RsVm *vm, RsObject *left, RsObject *right)
{
  RsStr *a = (RsStr *) left, *b = (RsStr *) right;

  if (!rs_is_str (right))
    return rs_type_error (vm, "can only concatenate str (not \"%T\") to str", right);
  if (a->length == 0)
    return rs_str_exact (vm, right);
  if (b->length == 0)
    return rs_str_exact (vm, left);
  RsStr *str = alloc (vm, RS_TYPE (vm, STR), (gsize) a->length + b->length, MAX (a->kind, b->kind),
                      a->ascii && b->ascii);
  if (str == NULL)
    return NULL;
  rs_str_copy_chars (str, 0, a, 0, a->length);
  rs_str_copy_chars (str, a->length, b, 0, b->length);
  return RS_OBJECT (str);
}

/* May LEFT grow where it is? Nobody else may see it, no hash or table may know
 * it, and the host's block must have the room. */
static gboolean
may_grow (RsVm *vm, RsStr *left, RsStr *right)
{
  gsize length = (gsize) left->length + right->length;
  return left->base.refcnt == 1 && left->hash == -1 && left->base.type == RS_TYPE (vm, STR)
         && !(left->base.extra & RS_STR_INTERNED) && right->kind <= left->kind
         && (right->ascii || !left->ascii) && left->length > 0 && right->length > 0
         && sizeof (RsStr) + (length + 1) * left->kind
                <= rs_arena_class_bytes (left->base.size_class);
}

/* Moves the modelled block, as PyObject_Realloc does where the new size is of
 * another size class. FALSE raises. */
static gboolean
grow_block (RsVm *vm, RsStr *str, gsize model)
{
  guint32 old = str->base.block;
  if (model <= rs_block_bytes (vm, old))
    return TRUE;
  /* beyond pymalloc's sizes the C library's realloc mostly finds room behind
   * the block: some is taken ahead */
  guint32 block = rs_block_try (vm, model > RS_SMALL_REQUEST ? model + model / 8 : model);
  if (block == 0)
    {
      rs_raise_no_memory (vm);
      return FALSE;
    }
  rs_block_set_object (vm, old, NULL);
  rs_block_free (vm, old);
  rs_block_set_object (vm, block, &str->base);
  str->base.block = block;
  return TRUE;
}

void
rs_str_append (RsVm *vm, RsObject **left, RsObject *right)
{
  RsStr *a = (RsStr *) *left, *b = (RsStr *) right;

  if (rs_is_str (right) && may_grow (vm, a, b))
    {
      gsize length = (gsize) a->length + b->length;
      if (!grow_block (vm, a, model_size (length, a->kind, a->ascii)))
        {
          rs_clear (vm, left);
          return;
        }
      rs_str_copy_chars (a, a->length, b, 0, b->length);
      a->length = length;
      rs_str_put (a, length, 0);
      guint64 before = a->base.serial;
      a->base.serial = vm->next_serial++; /* another text: to whoever draws it, another object */
      if (G_UNLIKELY (vm->noting))
        rs_note (vm, RS_NOTE_RENEWED, &a->base, before);
      return;
    }
  RsObject *sum = rs_str_concat (vm, *left, right);
  rs_decref (vm, *left);
  *left = sum;
}

RsObject *
rs_str_substring (RsVm *vm, RsObject *object, gsize start, gsize end)
{
  RsStr *str = (RsStr *) object;
  end = MIN (end, str->length);
  if (start == 0 && end == str->length)
    return rs_str_exact (vm, object);
  if (start >= end)
    return rs_incref (vm->empty_str);
  return rs_str_from_kind (vm, str->data + start * str->kind, str->kind, end - start);
}

static RsObject *
str_repeat (RsVm *vm, RsObject *self, gssize count)
{
  RsStr *from = (RsStr *) self;
  gsize n = from->length;

  if (count <= 0 || n == 0)
    return rs_incref (vm->empty_str);
  if (count == 1)
    return rs_str_exact (vm, self);
  if ((gsize) count > RS_STR_MAX / n)
    return count > G_MAXSSIZE / (gssize) n
               ? rs_raise (vm, RS_TYPE (vm, OverflowError), "repeated string is too long")
               : rs_raise_no_memory (vm);
  RsStr *to = alloc (vm, RS_TYPE (vm, STR), n * count, from->kind, from->ascii);
  if (to == NULL)
    return NULL;
  gsize bytes = n * from->kind, total = bytes * count, done = bytes;
  memcpy (to->data, from->data, bytes);
  for (; done < total; done += MIN (done, total - done))
    memcpy (to->data + done, to->data, MIN (done, total - done));
  return RS_OBJECT (to);
}

static RsObject *
str_slice (RsVm *vm, RsObject *self, RsObject *slice)
{
  gssize start, stop, step, count;
  RsStr *from = (RsStr *) self;

  if (!rs_slice_unpack (vm, slice, from->length, &start, &stop, &step, &count))
    return NULL;
  if (count == 0)
    return rs_incref (vm->empty_str);
  if (step == 1)
    return rs_str_substring (vm, self, start, start + count);
  gunichar bits = 0;
  for (gssize i = 0; i < count; i++)
    bits |= rs_str_char (from, start + i * step);
  RsObject *to = rs_str_alloc (vm, count, bits);
  for (gssize i = 0; to != NULL && i < count; i++)
    rs_str_put (to, i, rs_str_char (from, start + i * step));
  return to;
}

static RsObject *
str_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  if (key->type == RS_TYPE (vm, SLICE))
    return str_slice (vm, self, key);
  if (!rs_is_int (key) && key->type->slots.index == NULL)
    return rs_type_error (vm, "string indices must be integers, not '%T'", key);
  gssize index = rs_as_ssize (vm, key, RS_TYPE (vm, IndexError));
  if (index == -1 && vm->pending)
    return NULL;
  gssize length = rs_str_length (self);
  if (index < 0)
    index += length;
  if (index < 0 || index >= length)
    return rs_raise (vm, RS_TYPE (vm, IndexError), "string index out of range");
  return rs_str_char_new (vm, rs_str_char (self, index));
}

static int
str_contains (RsVm *vm, RsObject *self, RsObject *item)
{
  if (!rs_is_str (item))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "'in <string>' requires string as left operand, not %T", item);
  return rs_str_find (self, item, 0, rs_str_length (self)) >= 0;
}

static gssize
str_length (RsVm *vm, RsObject *self)
{
  return rs_str_length (self);
}

static RsObject *
str_mod (RsVm *vm, RsObject *left, RsObject *right)
{
  return rs_is_str (left) ? rs_str_percent (vm, left, right) : rs_incref (vm->not_implemented);
}

/* --- the type ------------------------------------------------------------- */

static gint64
str_hash (RsVm *vm, RsObject *self)
{
  return rs_str_hash (self);
}

static RsObject *
str_str (RsVm *vm, RsObject *self)
{
  return rs_str_exact (vm, self);
}

static gsize
str_sizeof (RsVm *vm, RsObject *self)
{
  RsStr *str = (RsStr *) self;
  gsize size = self->type == RS_TYPE (vm, STR) ? model_size (str->length, str->kind, str->ascii)
                                               : 80 + ((gsize) str->length + 1) * str->kind;
  if ((self->extra & RS_STR_UTF8) && !str->ascii)
    {
      size++;
      for (gsize i = 0; i < str->length; i++)
        {
          gunichar c = rs_str_char (self, i);
          size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        }
    }
  return size;
}

static void
str_dealloc (RsVm *vm, RsObject *self)
{
  if (self->extra & RS_STR_INTERNED)
    rs_str_intern_remove (vm, (RsStr *) self);
  rs_object_free (vm, self);
}

/* str (bytes, encoding, errors) */
static RsObject *
decode_object (RsVm *vm, RsObject *object, RsObject *encoding, RsObject *errors)
{
  const guint8 *data;
  gsize size;
  char encoding_text[64], errors_text[64];

  for (guint i = 0; i < 2; i++)
    {
      RsObject *argument = i ? errors : encoding;
      if (argument && !rs_is_str (argument))
        return rs_bad_argument (vm, "str", i ? "errors" : "encoding", "str", argument);
    }
  if (rs_is_str (object))
    return rs_type_error (vm, "decoding str is not supported");
  if (!rs_bytes_view (vm, object, &data, &size))
    return rs_type_error (vm, "decoding to str: need a bytes-like object, %T found", object);
  return rs_str_decode (vm, data, size,
                        encoding ? rs_str_buffer (encoding, encoding_text, sizeof encoding_text)
                                 : NULL,
                        errors ? rs_str_buffer (errors, errors_text, sizeof errors_text) : NULL);
}

static RsObject *
str_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "object", "encoding", "errors", NULL };
  RsObject *out[3], *value;

  if (nargs == 1 && kwnames == NULL && type == RS_TYPE (vm, STR))
    return rs_str (vm, args[0]);
  if (!rs_parse_args (vm, "str", args, nargs, kwnames, names, 0, 0, out))
    return NULL;
  if (out[0] == NULL)
    value = rs_incref (vm->empty_str);
  else if (out[1] == NULL && out[2] == NULL)
    value = rs_str (vm, out[0]);
  else
    value = decode_object (vm, out[0], out[1], out[2]);
  return rs_str_of_type (vm, type, value);
}

static const RsSlots str_slots = {
  .dealloc = str_dealloc,
  .repr = rs_str_repr_of,
  .str = str_str,
  .hash = str_hash,
  .iter = rs_str_iter_new,
  .richcompare = str_richcompare,
  .new_ = str_new,
  .binary = { [RS_NB_REMAINDER] = str_mod },
  .length = str_length,
  .getitem = str_getitem,
  .contains = str_contains,
  .concat = rs_str_concat,
  .repeat = str_repeat,
  .sizeof_ = str_sizeof,
};

const RsTypeSpec rs_spec_str = {
  .name = "str",
  .flags = RS_TF_BASETYPE | RS_TF_STR | RS_TF_MATCH_SELF,
  .size = sizeof (RsStr),
  .slots = &str_slots,
  .methods = rs_str_methods,
  .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nThe text of "
         "an object, or bytes decoded.",
};
