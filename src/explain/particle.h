/* SPDX-License-Identifier: MIT
 *
 * Korean particles, which depend on how the word before them ends when it is
 * spoken: "객체가" but "목록이", "1이" but "2가", "Node가" but "item이".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a word ends. */
typedef enum {
  RS_ENDS_IN_VOWEL,
  RS_ENDS_IN_RIEUL,     /* ㄹ: a consonant, but 로 follows it */
  RS_ENDS_IN_CONSONANT, /* another final consonant */
} RsWordEnd;

/* How WORD ends (valid UTF-8; quotes, brackets and punctuation at its end are
 * not spoken). Hangul: as it is written; digits: as the Sino-Korean number;
 * ASCII words: as they are read in Korean, by rules (particle.c); what is none
 * of these: as if in a vowel. */
RsWordEnd rs_word_end (const char *word);

/* FORMAT with its %s, or %1$s, %2$s, ..., replaced by the N ARGUMENTS, "%%" by
 * "%", and each pair in braces ({이/가}, {을/를}, {은/는}, {과/와}, {으로/로},
 * {이라/라}) by that of the two which fits what stands before it: the one
 * before the slash follows a consonant. Braces in arguments are left alone.
 * Transfer full. */
char *rs_say (const char *format, const char *const *arguments, guint n);

G_END_DECLS
