/* SPDX-License-Identifier: MIT
 *
 * The hash of str and bytes: SipHash-1-3 (Aumasson and Bernstein; one
 * compression round, three finalization rounds) with the key that
 * PYTHONHASHSEED=0 gives, which is all zero. CPython 3.11: Python/pyhash.c.
 */
#include "objects/values.h"

#include <string.h>

#define ROTATE(x, b) (((x) << (b)) | ((x) >> (64 - (b))))

typedef struct {
  guint64 v0, v1, v2, v3;
} Sip;

static inline void
sip_round (Sip *s)
{
  s->v0 += s->v1;
  s->v2 += s->v3;
  s->v1 = ROTATE (s->v1, 13) ^ s->v0;
  s->v3 = ROTATE (s->v3, 16) ^ s->v2;
  s->v0 = ROTATE (s->v0, 32);
  s->v2 += s->v1;
  s->v0 += s->v3;
  s->v1 = ROTATE (s->v1, 17) ^ s->v2;
  s->v3 = ROTATE (s->v3, 21) ^ s->v0;
  s->v2 = ROTATE (s->v2, 32);
}

gint64
rs_hash_bytes (gconstpointer data, gsize length)
{
  const guint8 *p = data;
  Sip s = { G_GUINT64_CONSTANT (0x736f6d6570736575), G_GUINT64_CONSTANT (0x646f72616e646f6d),
            G_GUINT64_CONSTANT (0x6c7967656e657261), G_GUINT64_CONSTANT (0x7465646279746573) };
  guint64 word, last = (guint64) length << 56;
  gsize left = length;

  if (length == 0)
    return 0;
  for (; left >= 8; left -= 8, p += 8)
    {
      memcpy (&word, p, 8);
      word = GUINT64_FROM_LE (word);
      s.v3 ^= word;
      sip_round (&s);
      s.v0 ^= word;
    }
  for (gsize i = 0; i < left; i++)
    last |= (guint64) p[i] << (8 * i);
  s.v3 ^= last;
  sip_round (&s);
  s.v0 ^= last;
  s.v2 ^= 0xff;
  sip_round (&s);
  sip_round (&s);
  sip_round (&s);
  gint64 hash = (gint64) ((s.v0 ^ s.v1) ^ (s.v2 ^ s.v3));
  return hash == -1 ? -2 : hash;
}

gint64
rs_str_hash (RsObject *object)
{
  RsStr *str = (RsStr *) object;
  if (G_UNLIKELY (str->hash == -1))
    str->hash = rs_hash_bytes (str->data, (gsize) str->length * str->kind);
  return str->hash;
}
