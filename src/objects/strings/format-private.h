/* SPDX-License-Identifier: MIT
 *
 * What the format mini-language's files share: the parsed spec and the layout
 * of numbers.
 */
#pragma once

#include "format-spec.h"
#include "str-private.h"

G_BEGIN_DECLS

/* [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision][type] */
typedef struct {
  gunichar fill, align;
  gboolean align_given, fill_given;
  gunichar sign; /* '+', '-', ' ', or 0 */
  gboolean no_negative_zero, alternate;
  gssize width;      /* -1: none */
  gunichar grouping; /* ',', '_' or 0 */
  guint group;       /* digits in a group */
  gssize precision;  /* -1: none */
  gunichar type;
} RsFormatSpec;

/* Reads SPEC for a value of OBJECT's type. FALSE raises. */
gboolean rs_format_spec_parse (RsVm *vm, RsObject *spec, RsObject *object, gunichar default_type,
                               gunichar default_align, RsFormatSpec *out);
RsObject *rs_format_unknown_type (RsVm *vm, gunichar type, RsObject *object);

/* A number's text taken apart: [sign][prefix]digits[rest]; DIGITS are grouped
 * and padded with zeros. */
typedef struct {
  char sign;
  const char *prefix, *digits;
  gsize n_digits;
  const char *rest;
} RsNumberText;
void rs_format_number (RsStrBuilder *b, const RsFormatSpec *spec, const RsNumberText *number);
/* TEXT of a float: "-1.5e+10", "inf". */
void rs_format_number_text (RsStrBuilder *b, const RsFormatSpec *spec, const char *text);
/* The text of VALUE by SPEC's type and precision, without padding; transfer
 * full. NULL raises. */
char *rs_format_double (RsVm *vm, const RsFormatSpec *spec, double value, RsObject *object);

G_END_DECLS
