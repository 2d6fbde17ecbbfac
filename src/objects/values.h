/* SPDX-License-Identifier: MIT
 *
 * The structs of the built-in value types and what C code does with them. One
 * file a family implements them.
 */
#pragma once

#include "text/float-text.h"
#include "text/unichar.h"

#include "errors.h"

G_BEGIN_DECLS

/* Once at start, when the types exist: small ints, False and True, "",
 * one-character strings, b"", one-byte bytes and the table of interned strings.
 * CPython has these before a program begins, so that they take no block of the
 * program's. */
void rs_value_types_start (RsVm *vm);
/* The parts of the above. */
void rs_int_start (RsVm *vm);
void rs_str_start (RsVm *vm);
void rs_bytes_start (RsVm *vm);

/* TypeError "FUNCTION() argument 'NAME' must be EXPECTED, not TYPE", as
 * CPython's Argument Clinic says it: NAME NULL: the only argument; a number:
 * its position. Returns NULL. */
RsObject *rs_bad_argument (RsVm *vm, const char *function, const char *name, const char *expected,
                           RsObject *argument);

/* --- int, bool (obj-int.c, int-*.c) --------------------------------------- */

/* Sign and magnitude, 64-bit limbs, least significant first, kept inline: GMP's
 * mpn layer works on them. */
typedef struct {
  RsObject base;
  gint32 size; /* number of limbs; negative for a negative int; 0 for zero. Never a leading zero
                  limb */
  guint64 limbs[] __attribute__ ((aligned (8)));
} RsInt;

RS_NEW RS_NEVER_NULL RsObject *rs_int_new (RsVm *vm, gint64 value);
void rs_int_free (RsVm *vm, RsObject *object); /* dealloc of an int of exactly that type */
RS_NEW RS_NEVER_NULL RsObject *rs_int_new_unsigned (RsVm *vm, guint64 value);
RS_NEW RS_RAISES RsObject *rs_int_from_double (RsVm *vm, double value);
RS_NEW RS_RAISES RsObject *rs_int_from_hex (
    RsVm *vm, const char *digits); /* of a code unit's constant: "-ff" */
/* Digits (of a str, bytes or bytearray) in BASE 2..36 or 0 as int () reads them
 * (underscores, spaces, prefix); raises ValueError as int () does. */
RS_NEW RS_RAISES RsObject *rs_int_from_text (RsVm *vm, RsObject *str, int base);
/* TRUE and *VALUE if it fits. Nothing is raised. OBJECT must be an int. */
gboolean rs_int_fits (RsObject *object, gint64 *value);
gint64 rs_int_clamp (RsObject *object); /* the nearest gint64 */
double rs_int_to_double (RsVm *vm,
                         RsObject *object); /* -1.0 and OverflowError pending: too large */
char *rs_int_to_text (RsVm *vm, RsObject *object,
                      int base); /* transfer full, no prefix; NULL: ValueError (4300 digits) */
int rs_int_sign (RsObject *object);
gint64 rs_int_hash (RsObject *object);
/* The slots of int, for the evaluation loop, cheap for operands of one limb. An
 * operand that is no int: NotImplemented. */
RS_NEW RS_RAISES RsObject *rs_int_add (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_sub (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_mul (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_floordiv (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_mod (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_truediv (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_divmod (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_pow (RsVm *vm, RsObject *base, RsObject *exponent,
                                       RsObject *modulus);
RS_NEW RS_RAISES RsObject *rs_int_lshift (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_rshift (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_and (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_or (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_xor (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_int_neg (RsVm *vm, RsObject *self);
RS_NEW RS_RAISES RsObject *rs_int_abs (RsVm *vm, RsObject *self);
RS_NEW RS_RAISES RsObject *rs_int_invert (RsVm *vm, RsObject *self);
/* -1, 0, 1. Both must be ints. */
int rs_int_compare (RsObject *left, RsObject *right);
/* The value as FRACTION * 2 ** EXPONENT, 0.5 <= |FRACTION| < 1, rounded half to
 * even; 0.0 for 0. */
double rs_int_frexp (RsObject *object, gint64 *exponent);
/* What OP (RS_LT..) says of an order -1, 0 or 1. */
RS_NEW RsObject *rs_bool_from_order (RsVm *vm, int order, int op);
static inline RsObject *
rs_bool (RsVm *vm, gboolean value)
{
  return rs_incref (value ? vm->true_ : vm->false_);
}
/* A compact int (at most one limb, magnitude below 2^62): *VALUE is set. */
static inline gboolean
rs_int_small (RsObject *o, gint64 *value)
{
  RsInt *i = (RsInt *) o;
  if (i->size == 0)
    {
      *value = 0;
      return TRUE;
    }
  if ((i->size == 1 || i->size == -1) && i->limbs[0] < (G_GUINT64_CONSTANT (1) << 62))
    {
      *value = i->size < 0 ? -(gint64) i->limbs[0] : (gint64) i->limbs[0];
      return TRUE;
    }
  return FALSE;
}

/* --- float, complex ------------------------------------------------------- */

typedef struct {
  RsObject base;
  double value;
} RsFloat;
typedef struct {
  RsObject base;
  double real, imag;
} RsComplex;
RS_NEW RS_NEVER_NULL RsObject *rs_float_new (RsVm *vm, double value);
void rs_float_free (RsVm *vm, RsObject *object); /* dealloc of a float of exactly that type */
RS_NEW RS_NEVER_NULL RsObject *rs_complex_new (RsVm *vm, double real, double imag);
#define rs_float_value(o) (((RsFloat *) (o))->value)
gint64 rs_hash_double (double value, RsObject *object);
RS_NEW RS_RAISES RsObject *rs_complex_pow_values (RsVm *vm, double a_real, double a_imag,
                                                  double b_real, double b_imag);
/* X ** Y as float's: a float, a complex, or ZeroDivisionError or
 * OverflowError. */
RS_NEW RS_RAISES RsObject *rs_float_pow_values (RsVm *vm, double x, double y);
/* The slots of float, for the evaluation loop. An operand that is neither float
 * nor int: NotImplemented. */
RS_NEW RS_RAISES RsObject *rs_float_add (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_float_sub (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_float_mul (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_float_truediv (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_float_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op);

/* --- str (obj-str.c, str-*.c) --------------------------------------------- */

#define RS_STR_INTERNED 1 /* in base.extra */
#define RS_STR_UTF8 2     /* CPython would keep the text in UTF-8, too: it counts in the size */

typedef struct {
  RsObject base;
  gint64 hash;    /* -1: not known yet */
  guint32 length; /* in characters */
  guint8 kind;    /* bytes a character: 1, 2, 4, as small as possible */
  guint8 ascii;   /* all below 128 */
  guint16 pad;
  guint8 data[] __attribute__ ((aligned (8))); /* length * kind bytes, then a zero character */
} RsStr;

#define rs_str_length(o) (((RsStr *) (o))->length)
static inline gunichar
rs_str_char (gconstpointer o, gsize index)
{
  const RsStr *s = o;
  return s->kind == 1   ? s->data[index]
         : s->kind == 2 ? ((const guint16 *) s->data)[index]
                        : ((const guint32 *) s->data)[index];
}

/* UTF-8 (surrogates may stand as three bytes). Single characters below 256 and
 * "" are shared. LENGTH -1: NUL-terminated. */
RS_NEW RS_RAISES RsObject *rs_str_new (RsVm *vm, const char *utf8, gssize length);
/* LENGTH characters of KIND bytes each; the smallest kind that holds them is
 * found. */
RS_NEW RS_RAISES RsObject *rs_str_from_kind (RsVm *vm, gconstpointer data, int kind, gsize length);
RS_NEW RS_RAISES RsObject *rs_str_from_ucs4 (RsVm *vm, const gunichar *chars, gsize length);
/* Room for LENGTH characters none of which is above MAX_CHAR; the caller fills
 * data in. */
RS_NEW RS_RAISES RsObject *rs_str_alloc (RsVm *vm, gsize length, gunichar max_char);
RS_NEW RS_RAISES RsObject *rs_str_char_new (RsVm *vm, gunichar c);
RS_NEW RS_RAISES RsObject *rs_str_printf (RsVm *vm, const char *format,
                                          ...); /* the formats of rs_raise */
RS_NEW RS_RAISES RsObject *rs_str_vprintf (RsVm *vm, const char *format, va_list args);
RS_NEW RS_RAISES RsObject *rs_str_concat (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_str_substring (RsVm *vm, RsObject *str, gsize start, gsize end);
/* transfer full; lone surrogates as three bytes. *LENGTH: bytes, or NULL. */
char *rs_str_utf8 (RsObject *str, gsize *length);
/* Copies at most SIZE - 1 bytes, cut at a character, into BUFFER; returns
 * BUFFER. For messages. */
const char *rs_str_buffer (RsObject *str, char *buffer, gsize size);
gboolean rs_str_equal (RsObject *a, RsObject *b);
gboolean rs_str_equal_ascii (RsObject *str, const char *ascii);
int rs_str_compare (RsObject *a, RsObject *b);
gint64 rs_str_hash (RsObject *str); /* SipHash-1-3 with the key of PYTHONHASHSEED=0 */
/* Replaces *STR by the interned one of the same value (its own if it is the
 * first). */
gboolean rs_str_is_identifier (RsObject *str);
void rs_str_intern (RsVm *vm, RsObject **str);
RS_NEW RS_RAISES RsObject *rs_str_interned (RsVm *vm, const char *utf8);
/* ascii (object): its repr with everything beyond ASCII escaped. */
RS_NEW RS_RAISES RsObject *rs_ascii (RsVm *vm, RsObject *object);
gint64 rs_hash_bytes (gconstpointer data, gsize length);
/* As bytes.decode () does; ENCODING (NULL: utf-8), ERRORS (NULL: strict). */
RS_NEW RS_RAISES RsObject *rs_str_decode (RsVm *vm, gconstpointer data, gsize size,
                                          const char *encoding, const char *errors);
/* SEPARATOR.join (items). Items that are no str raise. */
RS_NEW RS_RAISES RsObject *rs_str_join_array (RsVm *vm, RsObject *separator, RsObject *const *items,
                                              gsize n);
/* A buffer of characters that grows, in the arena: it may be in use while
 * Python runs. Freed on every path. */
typedef struct {
  RsVm *vm;
  gunichar *chars;
  gsize length, capacity;
} RsStrBuilder;
void rs_str_builder_init (RsVm *vm, RsStrBuilder *b);
void rs_str_builder_add_char (RsStrBuilder *b, gunichar c);
void rs_str_builder_add_utf8 (RsStrBuilder *b, const char *utf8);
void rs_str_builder_add_str (RsStrBuilder *b, RsObject *str);
RS_NEW RS_RAISES RsObject *rs_str_builder_end (RsVm *vm, RsStrBuilder *b); /* frees the builder */
void rs_str_builder_clear (RsStrBuilder *b);
/* LEFT + RIGHT, growing LEFT in place where nobody else holds it, as
 * PyUnicode_Append does. *LEFT is taken over; NULL on failure. */
void rs_str_append (RsVm *vm, RsObject **left, RsObject *right);
/* str % args and bytes % args; str.format; format specs */
RS_NEW RS_RAISES RsObject *rs_str_percent (RsVm *vm, RsObject *format, RsObject *args);

/* --- bytes, bytearray ----------------------------------------------------- */

typedef struct {
  RsObject base;
  gint64 hash;
  gsize size;
  guint8 data[];
} RsBytes;
RS_NEW RS_RAISES RsObject *rs_bytes_new (RsVm *vm, gconstpointer data,
                                         gsize size); /* DATA NULL: zeros */
/* The bytes of a bytes, bytearray or contiguous memoryview, borrowed. FALSE: it
 * is none of these; nothing is raised. */
gboolean rs_bytes_view (RsVm *vm, RsObject *object, const guint8 **data, gsize *size);

/* --- list, tuple (obj-list.c, obj-tuple.c) -------------------------------- */

/* RS_LIST_TOUCHED: something has changed the list while it was sorted. */
enum { RS_LIST_SORTING = 1, RS_LIST_TOUCHED = 2 };

typedef struct {
  RsObject base;
  gsize size, allocated;
  RsObject **items;
  guint32 items_block; /* modelled block of items; 0: none */
  guint8 sorting; /* RS_LIST_SORTING: the items are with list.sort () meanwhile, and the size in
                     memory says so */
} RsList;
typedef struct {
  RsObject base;
  gsize size;
  RsObject *items[];
} RsTuple;
#define rs_list_size(o) (((RsList *) (o))->size)
#define rs_list_items(o) (((RsList *) (o))->items)
#define rs_tuple_size(o) (((RsTuple *) (o))->size)
#define rs_tuple_items(o) (((RsTuple *) (o))->items)

/* SIZE items, all NULL, to be filled in at once (PyList_New): exactly
 * allocated. Up to 64 items never fail. */
RS_NEW RS_RAISES RsObject *rs_list_new (RsVm *vm, gsize size);
RS_NEW RS_RAISES RsObject *rs_list_from_array (RsVm *vm, RsObject *const *items, gsize size);
int rs_list_append (RsVm *vm, RsObject *list, RsObject *item);
int rs_list_append_steal (RsVm *vm, RsObject *list, RS_STEALS RsObject *item);
int rs_list_insert (RsVm *vm, RsObject *list, gssize index, RsObject *item);
int rs_list_extend (RsVm *vm, RsObject *list, RsObject *iterable);
int rs_list_sort (RsVm *vm, RsObject *list, RsObject *key, gboolean reverse);
RS_NEW RS_RAISES RsObject *rs_list_as_tuple (RsVm *vm, RsObject *list);
/* SIZE items, all NULL, to be filled in at once; size 0 gives the shared ().
 * Tracked. Up to 50 items never fail. */
RS_NEW RS_RAISES RsObject *rs_tuple_new (RsVm *vm, gsize size);
RS_NEW RS_RAISES RsObject *rs_tuple_from_array (RsVm *vm, RsObject *const *items, gsize size);
/* SIZE, at most 20, borrowed arguments. */
RS_NEW RS_NEVER_NULL RsObject *rs_tuple_pack (RsVm *vm, gsize size, ...);

/* --- dict, set (obj-dict.c, dict-keys.c, obj-set.c) ----------------------- */

typedef struct _RsKeys RsKeys; /* dict-keys.h */
typedef struct _RsValues RsValues;
typedef struct {
  RsObject base;
  gsize used;
  guint64 version;
  RsKeys *keys;
  RsValues *values; /* of a split table, or NULL */
} RsDict;
#define rs_dict_size(o) (((RsDict *) (o))->used)

RS_NEW RS_NEVER_NULL RsObject *rs_dict_new (RsVm *vm);
/* Borrowed; NULL: not there, or (with an exception pending) the hash or a
 * comparison failed. */
/* What becomes of a key that is in both dicts; REFUSE: KeyError (key). */
typedef enum { RS_MERGE_KEEP, RS_MERGE_OVERRIDE, RS_MERGE_REFUSE } RsMerge;

RS_BORROWED RsObject *rs_dict_get (RsVm *vm, RsObject *dict, RsObject *key);
RS_BORROWED RsObject *rs_dict_get_known_hash (RsVm *vm, RsObject *dict, RsObject *key, gint64 hash);
RS_BORROWED RsObject *rs_dict_get_text (RsVm *vm, RsObject *dict, const char *key);
int rs_dict_set (RsVm *vm, RsObject *dict, RsObject *key, RsObject *value);
int rs_dict_set_text (RsVm *vm, RsObject *dict, const char *key,
                      RsObject *value);                    /* the key is interned */
int rs_dict_del (RsVm *vm, RsObject *dict, RsObject *key); /* KeyError if it is not there */
/* Takes KEY out: new reference; NULL and nothing pending: not there. */
RS_NEW RsObject *rs_dict_pop (RsVm *vm, RsObject *dict, RsObject *key);
RS_BORROWED RsObject *rs_dict_setdefault (RsVm *vm, RsObject *dict, RsObject *key, RsObject *value);
int rs_dict_contains (RsVm *vm, RsObject *dict, RsObject *key);
/* Walks in order: *POSITION starts at 0; borrowed key and value; FALSE at the
 * end. The dict must not change size. */
gboolean rs_dict_next (RsObject *dict, gsize *position, RsObject **key, RsObject **value);
int rs_dict_update (RsVm *vm, RsObject *dict, RsObject *other); /* mapping or pairs */
/* OTHER's items into DICT; OTHER is a mapping. */
int rs_dict_merge (RsVm *vm, RsObject *dict, RsObject *other, RsMerge way);
RS_NEW RS_RAISES RsObject *rs_dict_copy (RsVm *vm, RsObject *dict);
void rs_dict_clear (RsVm *vm, RsObject *dict);

/* CPython's setobject.c layout: 8 inline entries, then a table. */
typedef struct {
  RsObject *key;
  gint64 hash;
} RsSetEntry;
typedef struct {
  RsObject base;
  gsize fill, used, mask;
  RsSetEntry *table; /* small, or a buffer */
  guint32 table_block;
  gint64 hash; /* of a frozenset; -1 not known yet */
  gsize finger;
  struct _RsWeakref *weaklist;
  RsSetEntry small[8];
} RsSet;
RS_NEW RS_RAISES RsObject *rs_set_new (RsVm *vm, RsObject *iterable /* or NULL */);
RS_NEW RS_RAISES RsObject *rs_frozenset_new (RsVm *vm, RsObject *iterable);
int rs_set_add (RsVm *vm, RsObject *set, RsObject *key);
int rs_set_contains (RsVm *vm, RsObject *set, RsObject *key);
int rs_set_discard (RsVm *vm, RsObject *set, RsObject *key); /* 1: was there, 0, -1 raises */
int rs_set_update (RsVm *vm, RsObject *set, RsObject *iterable);
gboolean rs_set_next (RsObject *set, gsize *position, RsObject **key, gint64 *hash);

/* --- range, slice --------------------------------------------------------- */

typedef struct {
  RsObject base;
  RsObject *start, *stop, *step, *length;
} RsRange;
typedef struct {
  RsObject base;
  RsObject *start, *stop, *step;
} RsSlice;
RS_NEW RS_NEVER_NULL RsObject *rs_slice_new (RsVm *vm, RsObject *start, RsObject *stop,
                                             RsObject *step); /* NULL: None */
/* The three numbers of SLICE, not yet held against a length: FALSE raises. May
 * run Python, so that what is sliced gives its length only after it. */
gboolean rs_slice_read (RsVm *vm, RsObject *slice, gssize *start, gssize *stop, gssize *step);
/* Clips what rs_slice_read gave to LENGTH items; returns how many are meant. */
gssize rs_slice_clip (gsize length, gssize *start, gssize *stop, gssize step);
/* Both, of what cannot change its length, as slice.indices (LENGTH): FALSE
 * raises. *COUNT: number of items. */
gboolean rs_slice_unpack (RsVm *vm, RsObject *slice, gsize length, gssize *start, gssize *stop,
                          gssize *step, gssize *count);

G_END_DECLS
