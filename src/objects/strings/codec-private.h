/* SPDX-License-Identifier: MIT
 *
 * What encoders (str-codec.c) and decoders (str-decode.c) share.
 */
#pragma once

#include "str-private.h"

G_BEGIN_DECLS

/* ASCII bytes stand for themselves up to LATIN1. */
typedef enum {
  RS_CODEC_NONE,
  RS_CODEC_UTF8,
  RS_CODEC_ASCII,
  RS_CODEC_LATIN1,
  RS_CODEC_UTF8_SIG,
  RS_CODEC_UTF16,
  RS_CODEC_UTF16_LE,
  RS_CODEC_UTF16_BE,
  RS_CODEC_UTF32,
  RS_CODEC_UTF32_LE,
  RS_CODEC_UTF32_BE,
  RS_CODEC_ESCAPE,
  RS_CODEC_RAW_ESCAPE,
} RsCodec;

typedef enum {
  RS_ERRORS_STRICT,
  RS_ERRORS_IGNORE,
  RS_ERRORS_REPLACE,
  RS_ERRORS_BACKSLASH,
  RS_ERRORS_XML,
  RS_ERRORS_ESCAPE,
  RS_ERRORS_PASS,
  RS_ERRORS_UNKNOWN,
} RsErrors;

/* The codec of a name in any spelling; *SHOWN: what error messages call it. */
RsCodec rs_codec_find (const char *name, const char **shown);
RsErrors rs_codec_errors (const char *name);
/* unicode-escape, RAW: raw-unicode-escape. */
RS_NEW RS_RAISES RsObject *rs_str_escape (RsVm *vm, RsObject *str, gboolean raw);
RS_NEW RS_RAISES RsObject *rs_str_unescape (RsVm *vm, const guint8 *data, gsize size, gboolean raw,
                                            const char *shown);
/* Raises UnicodeEncodeError or UnicodeDecodeError. */
RsObject *rs_codec_raise (RsVm *vm, RsType *type, const char *encoding, RsObject *object,
                          gsize start, gsize end, const char *reason);

G_END_DECLS
