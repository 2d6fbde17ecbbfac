/* SPDX-License-Identifier: MIT
 *
 * What the files of str share.
 */
#pragma once

#include "objects/abstract.h"
#include "objects/values.h"

G_BEGIN_DECLS

#define RS_STR_MAX ((gsize) G_MAXINT32 - 64)

/* STR itself, or the shared object of the same value (lengths 0 and 1 below
 * 256). */
RS_NEW RsObject *rs_str_share (RsVm *vm, RS_STEALS RsObject *str);
/* rs_str_from_kind that does not look for the shared object of one character:
 * CPython shares what slices, iterators and the codecs give, but not what case
 * conversion, replace, join, padding and str (int) give. "" is always shared.
 */
RS_NEW RS_RAISES RsObject *rs_str_fresh (RsVm *vm, gconstpointer data, int kind, gsize length);
/* rs_str_builder_end with rs_str_fresh. */
RS_NEW RS_RAISES RsObject *rs_str_builder_end_fresh (RsVm *vm, RsStrBuilder *b);
/* STR in the smallest kind that holds it, not shared. */
RS_NEW RS_RAISES RsObject *rs_str_narrow (RsVm *vm, RS_STEALS RsObject *str);
/* An exact str of the same value: itself, or a copy of a subclass's
 * instance. */
RS_NEW RsObject *rs_str_exact (RsVm *vm, RsObject *str);
RS_NEW RsObject *rs_str_of_type (RsVm *vm, RsType *type, RS_STEALS RsObject *value);
/* FALSE with MemoryError pending: a text of LENGTH characters has no place in
 * the modelled memory. */
gboolean rs_str_check_length (RsVm *vm, gsize length);
gunichar rs_str_max_char (
    gconstpointer str); /* 127, 255, 0xffff or 0x10ffff: what its kind allows */
void rs_str_put (gpointer str, gsize index, gunichar c);
/* Copies LENGTH characters; TO's kind must be able to hold them. */
void rs_str_copy_chars (gpointer to, gsize at, gconstpointer from, gsize start, gsize length);
/* A dying interned string takes itself out of the table. */
void rs_str_intern_remove (RsVm *vm, RsStr *str);

/* Position of the first (last) NEEDLE in HAYSTACK [START, END), or -1. */
gssize rs_str_find (gconstpointer haystack, gconstpointer needle, gsize start, gsize end);
gssize rs_str_rfind (gconstpointer haystack, gconstpointer needle, gsize start, gsize end);
gsize rs_str_count (gconstpointer haystack, gconstpointer needle, gsize start, gsize end,
                    gsize max);
gssize rs_str_find_char (gconstpointer haystack, gunichar c, gsize start, gsize end);

/* START and END of a search as Python passes them (NULL or None: absent),
 * clipped to LENGTH. FALSE raises. */
/* The argument of expandtabs () (NULL: 8), a C int. FALSE raises. */
gboolean rs_parse_tabsize (RsVm *vm, RsObject *arg, gssize *size);
gboolean rs_parse_bounds (RsVm *vm, RsObject *start_arg, RsObject *end_arg, gsize length,
                          gssize *start, gssize *end);

/* Raises unless NARGS is 1 to 3: "find() takes at least 1 argument (0
 * given)". */
gboolean rs_check_search_arity (RsVm *vm, const char *name, gsize nargs);

/* Digits and spaces of any script as ASCII ones, the first other character
 * beyond ASCII as '?', where the text ends: what int () and float () read.
 * transfer full */
char *rs_str_ascii_digits (RsObject *str, gsize *length);

/* codecs: str-codec.c. ENCODING and ERRORS: C strings, NULL: utf-8, strict */
RS_NEW RS_RAISES RsObject *rs_str_encode (RsVm *vm, RsObject *str, const char *encoding,
                                          const char *errors);

/* slots and methods that other files define */
RsObject *rs_str_repr_of (RsVm *vm, RsObject *self);
RsObject *rs_str_format_method (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                                RsObject *kwnames);
RsObject *rs_str_format_map (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs,
                             RsObject *kwnames);
RsObject *rs_str_formatter_parser (RsVm *vm, RsObject *str);
RsObject *rs_str_iter_new (RsVm *vm, RsObject *self);
extern const RsMethodDef rs_str_methods[];

/* methods by topic, for rs_str_methods */
#define RS_STR_METHOD(name)                                                                        \
  RsObject *name (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
RS_STR_METHOD (rs_str_m_lower);
RS_STR_METHOD (rs_str_m_upper);
RS_STR_METHOD (rs_str_m_title);
RS_STR_METHOD (rs_str_m_capitalize);
RS_STR_METHOD (rs_str_m_swapcase);
RS_STR_METHOD (rs_str_m_casefold);
RS_STR_METHOD (rs_str_m_isalpha);
RS_STR_METHOD (rs_str_m_isdecimal);
RS_STR_METHOD (rs_str_m_isdigit);
RS_STR_METHOD (rs_str_m_isnumeric);
RS_STR_METHOD (rs_str_m_isalnum);
RS_STR_METHOD (rs_str_m_isspace);
RS_STR_METHOD (rs_str_m_isprintable);
RS_STR_METHOD (rs_str_m_isascii);
RS_STR_METHOD (rs_str_m_islower);
RS_STR_METHOD (rs_str_m_isupper);
RS_STR_METHOD (rs_str_m_istitle);
RS_STR_METHOD (rs_str_m_isidentifier);
RS_STR_METHOD (rs_str_m_find);
RS_STR_METHOD (rs_str_m_rfind);
RS_STR_METHOD (rs_str_m_index);
RS_STR_METHOD (rs_str_m_rindex);
RS_STR_METHOD (rs_str_m_count);
RS_STR_METHOD (rs_str_m_startswith);
RS_STR_METHOD (rs_str_m_endswith);
RS_STR_METHOD (rs_str_m_replace);
RS_STR_METHOD (rs_str_m_removeprefix);
RS_STR_METHOD (rs_str_m_removesuffix);
RS_STR_METHOD (rs_str_m_split);
RS_STR_METHOD (rs_str_m_rsplit);
RS_STR_METHOD (rs_str_m_splitlines);
RS_STR_METHOD (rs_str_m_partition);
RS_STR_METHOD (rs_str_m_rpartition);
RS_STR_METHOD (rs_str_m_join);
RS_STR_METHOD (rs_str_m_translate);
RS_STR_METHOD (rs_str_m_maketrans);

G_END_DECLS
