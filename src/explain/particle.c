/* SPDX-License-Identifier: MIT
 *
 * How a word ends. Hangul says it itself: a syllable's final consonant is its
 * code point's remainder by 28. A number is read in Sino-Korean (10 십, 1000
 * 천, 2 이). An English word is read as Koreans write it down (외래어 표기법):
 *
 *     initials, and what has no vowel: by the last letter's name (URL 유알엘)
 *     ends in l, m, n, ng:             in that consonant (item 아이템)
 *     "-le", "-me", "-ne" and the like: the e is silent (file 파일, frame 프레임)
 *     one short vowel, then p, t, k, ck: in that consonant (set 셋, stack 스택)
 *     "-b" after one short vowel, "-ic": the same (job 잡, music 뮤직)
 *     all else gets a vowel:           list 리스트, class 클래스, node 노드
 *
 * Names of programs are not all words; the rules say what most read.
 */
#include "particle.h"

#include <string.h>

/* --- the end of a word ---------------------------------------------------- */

static RsWordEnd
end_of_syllable (gunichar c)
{
  guint final = (c - 0xAC00) % 28;
  return final == 0 ? RS_ENDS_IN_VOWEL : final == 8 ? RS_ENDS_IN_RIEUL : RS_ENDS_IN_CONSONANT;
}

/* How the digit C is read: 영 일 이 삼 사 오 육 칠 팔 구. */
static RsWordEnd
end_of_digit (char c)
{
  switch (c)
    {
    case '1':
    case '7':
    case '8':
      return RS_ENDS_IN_RIEUL;
    case '2':
    case '4':
    case '5':
    case '9':
      return RS_ENDS_IN_VOWEL;
    default:
      return RS_ENDS_IN_CONSONANT;
    }
}

/* The N digits before END: a whole number, or what follows a point, which is
 * read digit by digit. */
static RsWordEnd
end_of_number (const char *start, const char *end)
{
  const char *first = end, *last = end;
  while (first > start && g_ascii_isdigit (first[-1]))
    first--;
  while (last > first && last[-1] == '0')
    last--;
  gsize zeros = end - last;
  gboolean fraction = first > start + 1 && first[-1] == '.' && g_ascii_isdigit (first[-2]);
  if (zeros == 0 || fraction || last == first || *first == '0')
    return end_of_digit (end[-1]);
  /* 십, 백, 천, 만, 억, 경 end in a consonant, 조 does not. */
  return zeros >= 12 && zeros < 16 ? RS_ENDS_IN_VOWEL : RS_ENDS_IN_CONSONANT;
}

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiou", g_ascii_tolower (c)) != NULL;
}

/* 엘, 엠, 엔, 알; all other letters' names end in a vowel. */
static RsWordEnd
end_of_letter (char c)
{
  switch (g_ascii_tolower (c))
    {
    case 'l':
    case 'r':
      return RS_ENDS_IN_RIEUL;
    case 'm':
    case 'n':
      return RS_ENDS_IN_CONSONANT;
    default:
      return RS_ENDS_IN_VOWEL;
    }
}

/* Whether the N letters WORD are said one by one. */
static gboolean
is_spelled (const char *word, gsize n)
{
  gboolean upper = TRUE, vowel = FALSE;
  for (gsize i = 0; i < n; i++)
    {
      upper = upper && g_ascii_isupper (word[i]);
      vowel = vowel || is_vowel (word[i]) || (i > 0 && g_ascii_tolower (word[i]) == 'y');
    }
  return n == 1 || upper || !vowel;
}

/* Whether one vowel, and no other, stands before the last TAIL letters. */
static gboolean
has_short_vowel (const char *word, gsize n, gsize tail)
{
  if (n < tail + 1 || !is_vowel (word[n - tail - 1]))
    return FALSE;
  return n == tail + 1 || !is_vowel (word[n - tail - 2]);
}

/* A silent e after one of "lmn" that follows a vowel, or "le" after a
 * consonant. */
static RsWordEnd
end_with_e (const char *word, gsize n)
{
  char before = n >= 3 ? g_ascii_tolower (word[n - 2]) : '\0';
  if (before == 'l')
    return RS_ENDS_IN_RIEUL;
  if ((before == 'm' || before == 'n') && is_vowel (word[n - 3]))
    return RS_ENDS_IN_CONSONANT;
  if (before == 'p' && (is_vowel (word[n - 3]) || g_ascii_tolower (word[n - 3]) == 'y'))
    return g_ascii_tolower (word[n - 3]) == 'y' ? RS_ENDS_IN_CONSONANT : RS_ENDS_IN_VOWEL;
  return RS_ENDS_IN_VOWEL;
}

/* The N letters WORD, said as a word. */
static RsWordEnd
end_of_word (const char *word, gsize n)
{
  char last = g_ascii_tolower (word[n - 1]), before = n > 1 ? g_ascii_tolower (word[n - 2]) : '\0';
  switch (last)
    {
    case 'l':
      return RS_ENDS_IN_RIEUL;
    case 'm':
    case 'n':
      return RS_ENDS_IN_CONSONANT;
    case 'g':
      return before == 'n' ? RS_ENDS_IN_CONSONANT : RS_ENDS_IN_VOWEL;
    case 'e':
      return end_with_e (word, n);
    case 'k':
      return (before == 'c' && has_short_vowel (word, n, 2)) || has_short_vowel (word, n, 1)
                     || (before == 'o' && n > 2 && word[n - 3] == 'o')
                 ? RS_ENDS_IN_CONSONANT
                 : RS_ENDS_IN_VOWEL;
    case 'p':
      return is_vowel (before) ? RS_ENDS_IN_CONSONANT : RS_ENDS_IN_VOWEL;
    case 't':
    case 'b':
      return has_short_vowel (word, n, 1) && n <= 4 ? RS_ENDS_IN_CONSONANT : RS_ENDS_IN_VOWEL;
    case 'c':
      return before == 'i' ? RS_ENDS_IN_CONSONANT : RS_ENDS_IN_VOWEL;
    default:
      return RS_ENDS_IN_VOWEL;
    }
}

/* The part of the LETTERS that is said last: of "makeItem" "Item", of
 * "XMLHTTP" all. */
static gsize
last_part (const char *letters, gsize n)
{
  for (gsize i = n; i-- > 1;)
    if (g_ascii_isupper (letters[i]) && g_ascii_islower (letters[i - 1]))
      return i;
  return 0;
}

RsWordEnd
rs_word_end (const char *word)
{
  const char *end = word + strlen (word);
  while (end > word)
    {
      const char *last = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (last);
      if (c >= 0xAC00 && c <= 0xD7A3)
        return end_of_syllable (c);
      if (c < 128 && g_ascii_isdigit ((char) c))
        return end_of_number (word, end);
      if (c < 128 && g_ascii_isalpha ((char) c))
        break;
      if (c >= 128 && g_unichar_isalnum (c))
        return RS_ENDS_IN_VOWEL;
      end = last;
    }
  const char *first = end;
  while (first > word && g_ascii_isalpha (first[-1]))
    first--;
  if (first == end)
    return RS_ENDS_IN_VOWEL;
  first += last_part (first, end - first);
  return is_spelled (first, end - first) ? end_of_letter (end[-1])
                                         : end_of_word (first, end - first);
}

/* --- sentences ------------------------------------------------------------ */

/* The pair in braces at TEXT, which fits what OUT ends with, is appended.
 * Returns what follows it; NULL: it is none. */
static const char *
append_particle (GString *out, const char *text)
{
  static const char *const pairs[] = { "이/가", "을/를", "은/는", "과/와", "으로/로", "이라/라" };
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gsize n = strlen (pairs[i]);
      if (strncmp (text + 1, pairs[i], n) != 0 || text[n + 1] != '}')
        continue;
      RsWordEnd end = rs_word_end (out->str);
      gboolean second = end == RS_ENDS_IN_VOWEL
                        || (end == RS_ENDS_IN_RIEUL && g_str_has_prefix (pairs[i], "으로"));
      g_auto (GStrv) both = g_strsplit (pairs[i], "/", 2);
      g_string_append (out, both[second]);
      return text + n + 2;
    }
  return NULL;
}

char *
rs_say (const char *format, const char *const *arguments, guint n)
{
  GString *out = g_string_new (NULL);
  guint next = 0;
  for (const char *at = format; *at != '\0';)
    {
      const char *after = *at == '{' ? append_particle (out, at) : NULL;
      guint index = next;
      if (after != NULL)
        {
          at = after;
          continue;
        }
      if (at[0] == '%' && g_ascii_isdigit (at[1]) && at[2] == '$' && at[3] == 's')
        {
          index = (guint) (at[1] - '1');
          at += 4;
        }
      else if (at[0] == '%' && at[1] == 's')
        {
          next++;
          at += 2;
        }
      else
        {
          at += at[0] == '%' && at[1] == '%';
          g_string_append_c (out, *at++);
          continue;
        }
      g_assert (index < n);
      g_string_append (out, arguments[index]);
    }
  return g_string_free (out, FALSE);
}
